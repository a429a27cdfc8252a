import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import type { UploadEvent } from "../schema/upload-events";
import { runUpload, type UploadBounds } from "./run-upload";
import { eventsOf, openBody } from "./upload.fixture";
import type { WorkerStart } from "./worker-messages";

const folder = mkdtempSync(path.join(tmpdir(), "hi-upload-threads-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start: WorkerStart = {
  models: [],
  job: {
    mode: "calculate",
    mapping: null,
    sheet: null,
    settings: {
      electricityUsdPerKwh: null,
      poolFeeRatio: null,
      uptimeRatio: null,
      hashrateDecayRatioPerMonth: null,
    },
    market: {
      btcPriceUsd: null,
      difficulty: 1,
      networkHashrateThs: null,
      networkHashrateStale: false,
      subsidyBtc: 3.125,
      feesBtcPerBlock: null,
      blockHeight: null,
    },
    marketFigures: {},
    bytesTotal: null,
  },
};

let threads = 0;

/** Runs a thread that was written for one test in place of the reading one. */
function runThread(code: string, bounds: Partial<UploadBounds> = {}) {
  threads += 1;
  const workerFile = path.join(folder, `thread-${threads}.mjs`);
  writeFileSync(workerFile, `import { parentPort as port } from "node:worker_threads";\n${code}`);
  const body = openBody();
  const gone = new AbortController();
  const ended: unknown[] = [];
  const stream = runUpload({
    workerFile,
    start,
    body: body.stream,
    signal: gone.signal,
    requestId: "r-1",
    onEnd: (unexpected) => ended.push(unexpected),
    bounds: { totalMs: 60_000, silentMs: 60_000, memoryMb: 64, ...bounds },
  });
  return { body, gone, ended, stream };
}

async function all(stream: ReadableStream<Uint8Array>): Promise<UploadEvent[]> {
  const events: UploadEvent[] = [];
  for await (const event of eventsOf(stream)) events.push(event);
  return events;
}

const failure = (code: string) => [
  { type: "failed", error: { code, message: expect.any(String), requestId: "r-1" } },
];

describe("runUpload", () => {
  it("turns a thread that throws into a last line, keeps its words to itself and reports them", async () => {
    const { stream, ended } = runThread(`throw new Error("secret path");`);
    const events = await all(stream);
    expect(events).toEqual(failure("internal"));
    expect(JSON.stringify(events)).not.toContain("secret");
    expect(ended).toEqual([expect.objectContaining({ message: "secret path" })]);
  });

  it("turns a thread that ends by itself, or cannot start, into a last line", async () => {
    expect(await all(runThread("process.exit(3);").stream)).toEqual(failure("internal"));
    expect(await all(runThread("not JavaScript").stream)).toEqual(failure("internal"));
  });

  it("turns a thread that eats all its memory into a last line, and lives on", async () => {
    const { stream } = runThread("const eaten = []; for (;;) eaten.push(new Array(1e5).fill({}));", {
      memoryMb: 16,
    });
    expect(await all(stream)).toEqual(failure("invalid"));
  }, 60_000);

  it("ends a thread that hangs after the set time, and one that never ends after its own", async () => {
    const hanging = runThread("for (;;);", { silentMs: 100 });
    expect(await all(hanging.stream)).toEqual(failure("limited"));
    expect(hanging.ended).toEqual([null]);
    const busy = runThread(
      `setInterval(() => port.postMessage({ kind: "lines", bytes: new TextEncoder().encode('{"type":"progress"}\\n') }), 20);`,
      { totalMs: 500 },
    );
    expect((await all(busy.stream)).at(-1)).toEqual(failure("limited")[0]);
  });

  it("gives a slot back when nobody fetches the last lines", async () => {
    const { ended } = runThread(`throw new Error("x");`, { silentMs: 100 });
    await expect.poll(() => ended, { timeout: 10_000 }).toHaveLength(1);
  });

  it("ends the thread at once when the client goes away, whichever way it does", async () => {
    const ways = [
      ({ gone }: ReturnType<typeof runThread>) => gone.abort(),
      ({ stream }: ReturnType<typeof runThread>) => void stream.cancel(),
      async ({ body, stream }: ReturnType<typeof runThread>) => {
        body.breakOff();
        expect(await all(stream)).toEqual(failure("invalid"));
      },
    ];
    for (const leave of ways) {
      const alive = path.join(folder, `alive-${threads}`);
      const run = runThread(
        `import { appendFileSync } from "node:fs"; setInterval(() => appendFileSync(${JSON.stringify(alive)}, "x"), 5);`,
      );
      await expect.poll(() => existsSync(alive), { timeout: 10_000 }).toBe(true);
      await leave(run);
      await pause(200);
      expect(run.ended).toEqual([null]);
      const size = statSync(alive).size;
      await pause(200);
      expect(statSync(alive).size).toBe(size);
    }
  });

  it("takes the whole body although nobody reads the answer, and holds up only the thread", async () => {
    const taken = path.join(folder, "taken");
    const { body, stream } = runThread(`
      import { writeFileSync } from "node:fs";
      let bytes = 0;
      port.on("message", (message) => {
        if (message.kind === "bytes") bytes += message.bytes.length;
        if (message.kind === "end-of-file") { writeFileSync(${JSON.stringify(taken)}, String(bytes)); port.postMessage({ kind: "done" }); port.close(); }
      });`);
    for (let piece = 0; piece < 100; piece += 1) body.send(new Uint8Array(100_000));
    body.end();
    await expect.poll(() => readFileSync(taken, "utf8"), { timeout: 5000 }).toBe("10000000");
    expect(await all(stream)).toEqual([]);
  });
});
