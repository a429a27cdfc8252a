import http from "node:http";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import { openSession } from "@/lib/modules/auth/sessions/open-session";
import { addMachines } from "@/lib/modules/calculator/portfolio/commands/add-machines";
import { changeMachine } from "@/lib/modules/calculator/portfolio/commands/change-machine";
import { machineInput } from "@/lib/modules/calculator/portfolio/inputs";
import { database } from "@/lib/server/database";
import { sessionCookie } from "@/lib/server/identity/session-cookie";
import { testRequest, userViewer } from "@/lib/server/testing/viewers";
import { withTransaction } from "@/lib/server/transaction";
import type { UserViewer } from "@/lib/server/viewer";
import { type BenchDatabase, startBenchDatabase } from "./measure/bench-database";
import { figure, percentile } from "./measure/statistics";
import { startMeasuredApplication } from "./web-application";

const peopleCount = 10;
const secondsPerRate = 60;
const rates = [20, 50] as const;
/** What has not arrived by then counts as lost. */
const lostMs = 10_000;

const secretKeys = `bench:${"A".repeat(43)}=`;

interface Watcher {
  readonly viewer: UserViewer;
  readonly machineId: string;
  version: number;
  /** Writes that the person's stream has not told of yet: moments on this process's clocks. */
  readonly pending: { readonly beganAt: number; readonly dueMs: number }[];
  readonly stop: () => void;
}

/**
 * From the moment a change of somebody's portfolio is due, through command, outbox, relay, engine, recalculation and
 * notification, to its receipt from the event stream over HTTP: ten people, each with a stream, on a production build
 * with its worker. A plain transaction of one insert is timed beside each write.
 */
export async function measureLive() {
  const bench = await startBenchDatabase({ SECRET_KEYS: secretKeys });
  const application = await startMeasuredApplication({
    DATABASE_URL: process.env.DATABASE_URL ?? "",
    DATABASE_DIRECT_URL: bench.ownerUrl,
    SECRET_KEYS: secretKeys,
  });
  const receipts: number[] = [];
  const watchers: Watcher[] = [];
  try {
    const orgId = uuidV7();
    await bench.owner`insert into companies (id, name) values (${orgId}, 'bench')`;
    for (let place = 0; place < peopleCount; place += 1)
      watchers.push(await openWatcher(bench, application.address, orgId, receipts));
    const results: Record<string, unknown> = { people: peopleCount, secondsPerRate };
    await atRate(watchers, receipts, 20, 5);
    for (const rate of rates)
      results[`at${rate}PerSecond`] = await atRate(watchers, receipts, rate, secondsPerRate);
    return results;
  } finally {
    for (const { stop } of watchers) stop();
    await application.stop();
    await database().close();
    await bench.stop();
  }
}

async function atRate(watchers: readonly Watcher[], receipts: number[], perSecond: number, seconds: number) {
  receipts.length = 0;
  const commandMs: number[] = [];
  const plainMs: number[] = [];
  const startMs = performance.now();
  await Promise.all(
    Array.from({ length: perSecond * seconds }, async (_, index) => {
      const dueMs = startMs + (index * 1000) / perSecond;
      await new Promise((resolve) => setTimeout(resolve, dueMs - performance.now()));
      const watcher = watchers[index % watchers.length];
      if (watcher === undefined) throw new Error("the benchmark has nobody");
      commandMs.push(await timed(() => write(watcher, dueMs)));
      plainMs.push(await timed(() => plainWrite(watcher.viewer)));
    }),
  );
  const untilMs = performance.now() + lostMs;
  while (watchers.some(({ pending }) => pending.length > 0) && performance.now() < untilMs)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const lost = watchers.reduce((sum, { pending }) => sum + pending.splice(0).length, 0);
  const spread = (samples: readonly number[]) => ({
    p50Ms: figure(percentile(samples, 0.5)),
    p95Ms: figure(percentile(samples, 0.95)),
    p99Ms: figure(percentile(samples, 0.99)),
  });
  return {
    writes: perSecond * seconds,
    lost,
    dueToReceipt: spread(receipts),
    command: spread(commandMs),
    plainCommit: spread(plainMs),
    p95TimesPlainCommit: figure(percentile(receipts, 0.95) / percentile(plainMs, 0.95)),
  };
}

/** Changes the person's machines and notes what their stream has to tell of. */
async function write(watcher: Watcher, dueMs: number): Promise<void> {
  const { viewer, machineId, pending } = watcher;
  pending.push({ beganAt: Date.now(), dueMs });
  watcher.version += 1;
  const quantity = (watcher.version % 100) + 1;
  await changeMachine(viewer, { id: machineId, version: watcher.version - 1, quantity });
}

/** The least that a write can be: one row in one transaction. */
const plainWrite = (viewer: UserViewer) =>
  withTransaction(viewer, (tx) =>
    tx.execute(
      sql`insert into bench_changes (id, org_id, note) values (${uuidV7()}, ${viewer.orgId}, 'a line of text')`,
    ),
  );

async function timed(work: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now();
  await work();
  return performance.now() - beganMs;
}

/** A customer with one row of machines and an open stream. */
async function openWatcher(
  { owner }: BenchDatabase,
  address: string,
  orgId: string,
  receipts: number[],
): Promise<Watcher> {
  const userId = uuidV7();
  await owner`
    insert into users (id, email, email_verified_at, name) values (${userId}, ${`${userId}@bench.example`}, now(), 'Bench')`;
  await owner`
    insert into memberships (id, org_id, user_id, role) values (${uuidV7()}, ${orgId}, ${userId}, 'customer')`;
  const sessionId = await withTransaction({ kind: "system", name: "bench" }, (tx) =>
    openSession(tx, { userId, method: "password", request: testRequest }),
  );
  const { name, value } = await sessionCookie({ userId, sessionId });
  const viewer = userViewer({ userId, orgId, role: "customer" });
  const machine = machineInput.parse({
    hashrateThs: 200,
    powerWatts: 3550,
    quantity: 1,
    electricityUsdPerKwh: "0.06",
  });
  const { ids } = await addMachines(viewer, { machines: [machine] });
  const pending: Watcher["pending"] = [];
  const stop = await openStream(address, `${name}=${value}`, (committedAt) => {
    const nowMs = performance.now();
    // Several in a row are told of by the last one.
    while (pending[0] !== undefined && pending[0].beganAt <= committedAt)
      receipts.push(nowMs - (pending.shift()?.dueMs ?? Number.NaN));
  });
  return { viewer, machineId: ids[0] ?? "", version: 1, pending, stop };
}

/** Opens a stream and waits until it hears. */
function openStream(
  address: string,
  cookie: string,
  onChange: (committedAt: number) => void,
): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const request = http.get(
      `${address}/api/stream?topics=portfolio`,
      { headers: { cookie }, agent: false },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`the stream answered ${response.statusCode}`));
        let rest = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          const parts = `${rest}${chunk}`.split("\n\n");
          rest = parts.pop() ?? "";
          for (const part of parts) {
            if (part.startsWith("event: resync")) resolve(() => request.destroy());
            if (part.startsWith("event: change"))
              onChange(Date.parse(JSON.parse(part.slice(part.indexOf("{"))).committedAt));
          }
        });
        // Cut off at the end of the benchmark.
        response.on("error", () => {});
      },
    );
    request.on("error", reject);
  });
}
