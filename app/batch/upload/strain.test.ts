import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { FailedEvent, UploadEvent } from "@/lib/modules/batch/schema/upload-events";
import { eventsOf, openBody } from "@/lib/modules/batch/upload/upload.fixture";
import { withCpuTime } from "@/lib/spreadsheet/reading/cpu-time.fixture";
import { sheetRows, workbookBytes } from "@/lib/spreadsheet/reading/workbook.fixture";
import {
  linesOf,
  type OpenedRoute,
  ofType,
  openUploadRoute,
  vectorHeader,
  vectorRow,
} from "./upload-route.fixture";

// Threads start slowly on a busy machine, and some files here are large.
vi.setConfig({ testTimeout: 60_000 });

let route: OpenedRoute;
beforeAll(async () => {
  route = await openUploadRoute();
});
afterAll(() => route.close());

const resultsOf = (events: readonly UploadEvent[]) => ofType(events, "results").flatMap(({ rows }) => rows);

/** The message of a file that was refused as a whole, which took less than two seconds of one core. */
async function refusalOf(body: BodyInit, query = ""): Promise<string> {
  const { result: events, cpuMs } = await withCpuTime(() => route.upload(body, query));
  const last = events.at(-1) as FailedEvent;
  expect(cpuMs).toBeLessThan(2000);
  expect([last.type, last.error.code]).toEqual(["failed", "invalid"]);
  return last.error.message;
}

describe("POST /batch/upload under strain", () => {
  it("holds no more than a window of lines for a client that reads slowly", async () => {
    const file = `${vectorHeader}\n${`${vectorRow}\n`.repeat(200_000)}`;
    const before = process.memoryUsage().external;
    const reader = linesOf(await route.post(file)).getReader();
    await reader.read();
    for (let check = 0; check < 6; check += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      // The file itself has 5 MB, its answer some 40.
      expect(process.memoryUsage().external - before).toBeLessThan(15_000_000);
    }
    await reader.cancel();
  });

  it("refuses forms and files that are too large before it reads them", async () => {
    const form = new FormData();
    form.set("file", new Blob(["a,b\n"]), "fleet.csv");
    const multipart = await route.post(form);
    expect([multipart.status, (await multipart.json()).error.message]).toEqual([
      400,
      expect.stringContaining("curl -T"),
    ]);
    const headers = { "content-length": String(25 * 1024 * 1024 + 1) };
    const large = await route.post("a", "", { headers });
    expect([large.status, (await large.json()).error.message]).toEqual([
      400,
      expect.stringContaining("25 MiB"),
    ]);
  });

  it("refuses one byte more than 25 MiB also when nobody said how long the file is", async () => {
    const body = openBody();
    const response = await route.post(body.stream);
    const piece = `${vectorRow},${"x".repeat(1000)}\n`.repeat(64);
    const top = `${vectorHeader},Other\n`;
    body.send(top);
    let sent = top.length;
    for (; sent + piece.length < 25 * 1024 * 1024; sent += piece.length) body.send(piece);
    body.send("x".repeat(25 * 1024 * 1024 + 1 - sent));
    body.end();
    let last: UploadEvent | undefined;
    for await (const event of eventsOf(linesOf(response))) last = event;
    expect(last).toMatchObject({ type: "failed", error: { message: expect.stringContaining("25 MiB") } });
  });

  it("refuses what F13 and F14 list, each within two seconds and with nothing half done", async () => {
    const wide = Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(",");
    expect(await refusalOf(`${wide}\n1\n`)).toContain("10000 columns");
    expect(await refusalOf(`${vectorHeader}\n${vectorRow}\n\0,1,1,1,1\n`)).toContain("Row 3, column 1");
    expect(await refusalOf(`${vectorHeader}\n${"x".repeat(1_000_000)},1,1,1,1\n`)).toContain(
      "1000000 characters",
    );
    expect(await refusalOf(`${vectorHeader}\n"200,3550,100,0.06,2.5\n`)).toContain("Row 2: a quote");
    expect(await refusalOf(" ")).toContain("nothing but empty cells");
    expect(await refusalOf(`${vectorHeader}\n`)).toContain("ends after row 1");
    const inner = workbookBytes({ sheets: [{ name: "Fleet", rows: sheetRows([["Model"]]) }] });
    expect(await refusalOf(new Uint8Array(zipSync({ "fleet.xlsx": inner })))).toContain(
      'send "fleet.xlsx" itself',
    );
    const spaces = `<row><c t="str"><v>${" ".repeat(32 * 1024 * 1024)}</v></c></row>`;
    const bomb = workbookBytes({ sheets: [{ name: "Fleet", rows: spaces }] });
    expect(bomb.length).toBeLessThan(50_000);
    expect(await refusalOf(new Uint8Array(bomb))).toContain("200 times its size");
    const entity = workbookBytes({ sheets: [{ name: "F", rows: "<row><c t='str'><v>&x;</v></c></row>" }] });
    expect(await refusalOf(new Uint8Array(entity))).toContain("no XML");
  });

  it("answers two clients at once, each with its own rows", async () => {
    const answers = await Promise.all(
      ["甲", "乙"].map((label, at) =>
        route.upload(`Label,${vectorHeader}\n${`${label},${vectorRow}\n`.repeat(5000 + at)}`),
      ),
    );
    answers.forEach((events, at) => {
      const rows = resultsOf(events);
      expect(rows).toHaveLength(5000 + at);
      expect(new Set(rows.map((row) => row[3]))).toEqual(new Set([["甲", "乙"][at]]));
    });
  });

  it("lets two in, keeps four waiting and tells the next when to come back", async () => {
    const inside = [await route.post(openBody().stream), await route.post(openBody().stream)];
    expect(inside.map(({ status }) => status)).toEqual([200, 200]);
    const gone = new AbortController();
    const waiting = Array.from({ length: 4 }, () =>
      route.post(openBody().stream, "", { signal: gone.signal }),
    );
    // They reach the line a few turns later.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const refused = await route.post("a,b\n");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "10"]);
    expect((await refused.json()).error.code).toBe("limited");
    gone.abort();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([429, 429, 429, 429]);
    await Promise.all(inside.map((response) => linesOf(response).cancel()));
  });

  it("lets the next one in when a client goes away in the middle", async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      const gone = new AbortController();
      const body = openBody();
      const response = await route.post(body.stream, "", { signal: gone.signal });
      body.send(`${vectorHeader}\n${`${vectorRow}\n`.repeat(1000)}`);
      const reader = linesOf(response).getReader();
      await reader.read();
      gone.abort();
      // Two at once are let in: eight that stayed would have been refused.
      await reader.cancel().catch(() => {});
    }
    expect((await route.upload(`${vectorHeader}\n${vectorRow}\n`)).at(-1)).toMatchObject({ rowsRead: 1 });
  });
});
