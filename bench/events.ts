import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { createLedger, ledgerRaised } from "@/inngest/testing/ledger";
import { ledgerActor } from "@/inngest/testing/ledger-writers";
import { database } from "@/lib/server/database";
import { outbox } from "@/lib/server/outbox/outbox";
import { withTransaction } from "@/lib/server/transaction";
import { ledgerSummed } from "./ledger-summed";
import { startBenchDatabase } from "./measure/bench-database";
import { figure, percentile } from "./measure/statistics";

const accounts = 10;

/** What is written beside the change of an account. */
type Kind = "nothing" | "raised" | "summed";

/**
 * Writes that raise an account with its event, until the consumer's effect is committed: one after the other as fast as
 * twenty writers can, and at a constant rate; each beside the time that the same change takes to commit without an event.
 */
export async function measureEvents() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-bench-events-"));
  const bench = await startBenchDatabase({ DATA_DIR: dataDir, SECRET_KEYS: `bench:${"A".repeat(43)}=` });
  try {
    await createLedger(bench.owner, accounts);
    const relayOnly = await startWorker({ BENCH_CONSUMERS: "none" });
    const plain = await flatOut("nothing", 5);
    const handedOver = await flatOut("raised", 10);
    const lags = { fromCommitToHandOver: await handOverLags() };
    await relayOnly.stop();
    const worker = await startWorker({});
    const paced = {
      at20: await atRate("raised", 20, 30),
      at50: await atRate("raised", 50, 30),
      at300Coalesced: await atRate("summed", 300, 60),
    };
    await worker.stop();
    return { accounts, plainFlatOut: plain, outboxFlatOut: { ...handedOver, ...lags }, toInboxCommit: paced };
  } finally {
    await database().close();
    await bench.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** @returns milliseconds that the transaction took. */
async function raise(account: number, kind: Kind): Promise<number> {
  const beganMs = performance.now();
  await withTransaction(ledgerActor, async (tx) => {
    const [row] = await tx.execute<{ version: number }>(sql`
      update ledger set n = n + 1, version = version + 1 where account = ${account} returning version`);
    const version = row?.version ?? 0;
    if (kind === "nothing") return;
    await outbox(tx, ledgerActor, {
      event: kind === "summed" ? ledgerSummed : ledgerRaised,
      aggregateId: `${kind} ${account}`,
      aggregateVersion: version,
      payload: { account, version },
    });
  });
  return performance.now() - beganMs;
}

async function flatOut(kind: Kind, seconds: number) {
  const endMs = performance.now() + seconds * 1000;
  const commits: number[] = [];
  const write = async (writer: number) => {
    for (let count = 0; performance.now() < endMs; count += 1)
      commits.push(await raise(1 + ((writer + count) % accounts), kind));
  };
  await Promise.all(Array.from({ length: 20 }, (_none, writer) => write(writer)));
  return { writesPerSecond: figure(commits.length / seconds), commitMs: spread(commits) };
}

async function handOverLags() {
  await settled();
  const rows = await ask<{ lag: number }>(`
    select extract(epoch from done_at - created_at) * 1000 as lag from event_outbox where state = 2`);
  return spread(rows.map(({ lag }) => Number(lag)));
}

/** Constant arrival rate: a stall counts against every write it delays. */
async function atRate(kind: Kind, perSecond: number, seconds: number) {
  for (const table of ["event_outbox", "ledger_applied"]) await ask(`delete from ${table}`);
  const plain: number[] = [];
  const commits: number[] = [];
  const startMs = performance.now();
  await Promise.all(
    Array.from({ length: perSecond * seconds }, async (_none, index) => {
      await pause(Math.max(0, startMs + (index * 1000) / perSecond - performance.now()));
      commits.push(await raise(1 + (index % accounts), kind));
      // Beside them, so that both meet the same machine.
      if (index % 10 === 0) plain.push(await raise(1 + (index % accounts), "nothing"));
    }),
  );
  await settled();
  const rows = await ask<{ lag: number }>(`
    select extract(epoch from a.applied_at - o.created_at) * 1000 as lag
    from event_outbox o
    join event_outbox newer on newer.id = coalesce(o.coalesced_into, o.id)
    join ledger_applied a on a.event_id = newer.event_id`);
  const [coalesced] = await ask<{ n: number }>(
    "select count(*)::int as n from event_outbox where coalesced_into is not null",
  );
  return {
    writes: commits.length,
    arrived: rows.length,
    coalesced: coalesced?.n ?? 0,
    visibleMs: spread(rows.map(({ lag }) => Number(lag))),
    commitMs: spread(commits),
    plainCommitMs: spread(plain),
  };
}

async function settled(): Promise<void> {
  const open = () =>
    ask<{ n: number }>(`
      select (select count(*) from event_outbox where state in (0, 1))
        + (select count(*) from inngest_run where status = 'running') as n`);
  while (Number((await open())[0]?.n) > 0) await pause(50);
}

function spread(samples: readonly number[]) {
  return {
    p50: figure(percentile(samples, 0.5)),
    p95: figure(percentile(samples, 0.95)),
    p99: figure(percentile(samples, 0.99)),
  };
}

const ask = <Row extends Record<string, unknown>>(query: string): Promise<Row[]> =>
  withTransaction(ledgerActor, async (tx) => [...(await tx.execute(sql.raw(query)))] as Row[]);

function startWorker(environment: Readonly<Record<string, string>>): Promise<{ stop: () => Promise<void> }> {
  const child = fork(path.join(import.meta.dirname, "events-worker.ts"), {
    execArgv: ["--conditions", "react-server", "--import", "tsx"],
    env: { ...process.env, PROCESS: "worker", ...environment },
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("message", () =>
      resolve({
        stop: () =>
          new Promise((ended) => {
            child.once("exit", () => ended());
            child.disconnect();
          }),
      }),
    );
  });
}
