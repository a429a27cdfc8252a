import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import { companies } from "@/db/schema/auth";
import { audit } from "@/lib/server/audit/audit";
import { sealAudit } from "@/lib/server/audit/seal-audit";
import { verifyTrail } from "@/lib/server/audit/verify-trail";
import { database } from "@/lib/server/database";
import { userViewer } from "@/lib/server/testing/viewers";
import { withTransaction } from "@/lib/server/transaction";
import type { UserViewer } from "@/lib/server/viewer";
import { type BenchDatabase, startBenchDatabase } from "./measure/bench-database";
import { figure, median, percentile } from "./measure/statistics";

const writers = 50;
const companiesCount = 5;
const rounds = 8;
const secondsPerRound = 5;

/** Changes a second that the writers together are due: well below what the machine can do, as in a real deployment. */
const duePerSecond = 100;

/** Reads, checks and changes: what a command of the product does at least. */
const statements = { reads: 3, writes: 2 } as const;

/**
 * 50 writers who each change something and wait, for eight rounds of five seconds with auditing and as many without, in
 * turns: how much longer a change takes, how long an entry waits for its seal, how fast a chain is verified.
 */
export async function measureAudit() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-bench-audit-"));
  const bench = await startBenchDatabase({ DATA_DIR: dataDir, SECRET_KEYS: `bench:${"A".repeat(43)}=` });
  try {
    const actors = await people(bench);
    const sealer = await startSealer();
    await oneRound(actors, true, 3, duePerSecond);
    await oneRound(actors, false, 3, duePerSecond);
    const paced = await interleaved(actors, duePerSecond, rounds);
    const flatOut = await interleaved(actors, null, rounds / 2);
    const lag = {
      paced: await sealingLag(actors, duePerSecond),
      flatOut: await sealingLag(actors, null),
    };
    await sealer.stop();
    await sealAudit();
    return {
      writers,
      companies: companiesCount,
      duePerSecond,
      paced,
      flatOut,
      lag,
      verification: await verification(actors),
    };
  } finally {
    await database().close();
    await bench.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Somebody in each company, one for each writer. */
async function people({ owner }: BenchDatabase): Promise<UserViewer[]> {
  const orgIds = Array.from({ length: companiesCount }, () => uuidV7());
  for (const id of orgIds) await owner`insert into companies (id, name) values (${id}, 'bench')`;
  return Array.from({ length: writers }, (_, place) =>
    userViewer({ userId: uuidV7(), orgId: orgIds[place % companiesCount] ?? "", role: "admin" }),
  );
}

async function interleaved(actors: readonly UserViewer[], perSecond: number | null, pairs: number) {
  const withAudit: Round[] = [];
  const without: Round[] = [];
  for (let round = 0; round < pairs; round += 1) {
    // The order changes, so that what the machine does meanwhile meets both alike.
    for (const isAudited of round % 2 === 0 ? [true, false] : [false, true]) {
      const result = await oneRound(actors, isAudited, secondsPerRound, perSecond);
      (isAudited ? withAudit : without).push(result);
    }
  }
  const of = (list: readonly Round[], pick: (round: Round) => number) => figure(median(list.map(pick)));
  return {
    withAudit: { p50Ms: of(withAudit, (one) => one.p50Ms), p95Ms: of(withAudit, (one) => one.p95Ms) },
    without: { p50Ms: of(without, (one) => one.p50Ms), p95Ms: of(without, (one) => one.p95Ms) },
    changesPerSecond: {
      withAudit: of(withAudit, (one) => one.perSecond),
      without: of(without, (one) => one.perSecond),
    },
    p95Ratio: figure(
      median(withAudit.map((one, place) => one.p95Ms / (without[place]?.p95Ms ?? Number.NaN))),
    ),
    p50Ratio: figure(
      median(withAudit.map((one, place) => one.p50Ms / (without[place]?.p50Ms ?? Number.NaN))),
    ),
  };
}

interface Round {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly perSecond: number;
}

/** Changes by all writers at once, while the sealer runs beside them. */
async function oneRound(
  actors: readonly UserViewer[],
  isAudited: boolean,
  seconds: number,
  perSecond: number | null,
): Promise<Round> {
  const latencies: number[] = [];
  const startMs = performance.now();
  const untilMs = startMs + seconds * 1000;
  const gapMs = perSecond === null ? 0 : (1000 * actors.length) / perSecond;
  await Promise.all(
    actors.map(async (actor, place) => {
      let dueMs = startMs + (gapMs * place) / actors.length;
      while (performance.now() < untilMs) {
        if (gapMs > 0)
          await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
        // From the moment it was due, so that a stall counts against every change it delays.
        const beganMs = gapMs > 0 ? dueMs : performance.now();
        await change(actor, isAudited);
        latencies.push(performance.now() - beganMs);
        dueMs += gapMs;
      }
    }),
  );
  const took = (performance.now() - startMs) / 1000;
  return {
    p50Ms: percentile(latencies, 0.5),
    p95Ms: percentile(latencies, 0.95),
    perSecond: latencies.length / took,
  };
}

/** One command: it looks, decides and writes, and with auditing leaves its entry. */
async function change(actor: UserViewer, isAudited: boolean): Promise<void> {
  await withTransaction(actor, async (tx) => {
    for (let read = 0; read < statements.reads; read += 1) {
      await tx.select().from(companies).where(sql`${companies.id} = ${actor.orgId}`);
    }
    for (let write = 0; write < statements.writes; write += 1) {
      await tx.execute(
        sql`insert into bench_changes (id, org_id, note) values (${uuidV7()}, ${actor.orgId}, 'a line of text')`,
      );
    }
    if (!isAudited) return;
    await audit(tx, actor, {
      action: "bench.changed",
      object: { kind: "thing", id: uuidV7() },
      before: { state: "off", limitWatts: 3200 },
      after: { state: "on", limitWatts: 3400, note: "a line of text" },
    });
  });
}

/** Seals in a process of its own, as the worker does. */
function startSealer(): Promise<{ stop: () => Promise<void> }> {
  const child = fork(path.join(import.meta.dirname, "audit-sealer.ts"), {
    execArgv: ["--conditions", "react-server", "--import", "tsx"],
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

/**
 * Milliseconds from the act to the commit of its seal, as another connection sees it, of every change that began while
 * this watched.
 */
async function sealingLag(actors: readonly UserViewer[], perSecond: number | null) {
  const seen = new Map<string, number>();
  const sinceMs = Date.now();
  let fromMs = sinceMs;
  let isWatching = true;
  const look = async () => {
    const from = new Date(fromMs).toISOString();
    const rows = await withTransaction({ kind: "system", name: "bench" }, (tx) =>
      tx.execute<{ id: string; at: string; is_sealed: boolean }>(sql`
        select entry.id, entry.at, seal.entry_id is not null as is_sealed
        from audit_entries as entry left join audit_seals as seal on seal.entry_id = entry.id
        where entry.at >= ${from} and entry.org_id = any(${orgIdsOf(actors)}::uuid[])`),
    );
    const nowMs = Date.now();
    for (const { id, at, is_sealed } of rows)
      if (is_sealed && !seen.has(id)) seen.set(id, nowMs - Date.parse(at));
    const waiting = rows.filter(({ is_sealed }) => !is_sealed).map(({ at }) => Date.parse(at));
    // What is older than this has been seen: entries become visible at their commit, which takes less than two seconds.
    fromMs = Math.max(sinceMs, Math.min(nowMs - 2000, ...waiting));
    return waiting.length;
  };
  const watching = (async () => {
    while (isWatching) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  })();
  await oneRound(actors, true, secondsPerRound * 3, perSecond);
  isWatching = false;
  await watching;
  while ((await look()) > 0) await new Promise((resolve) => setTimeout(resolve, 25));
  const lags = [...seen.values()];
  return {
    entries: lags.length,
    p50Ms: Math.round(percentile(lags, 0.5)),
    p95Ms: Math.round(percentile(lags, 0.95)),
    maxMs: Math.round(lags.reduce((most, lag) => Math.max(most, lag), 0)),
  };
}

const orgIdsOf = (actors: readonly UserViewer[]): string =>
  `{${[...new Set(actors.map(({ orgId }) => orgId))].join(",")}}`;

async function verification([actor]: readonly UserViewer[]) {
  if (actor?.orgId === undefined || actor.orgId === null) throw new Error("the benchmark has nobody");
  const report = await verifyTrail(actor, actor.orgId);
  if (!report.isWhole || report.unsealedCount > 0) throw new Error("the chain of the benchmark is not whole");
  return {
    entries: report.entriesChecked,
    entriesPerSecond: Math.round(report.entriesChecked / report.tookSeconds),
  };
}
