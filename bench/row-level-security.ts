import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { v7 as uuidV7 } from "uuid";
import { createDatabase } from "@/db/client";
import { listAudit } from "@/lib/modules/auth/audit/queries";
import { auditListQuerySchema } from "@/lib/modules/auth/audit/schema";
import { listPeople } from "@/lib/modules/auth/people/queries/list-people";
import { peopleQuerySchema } from "@/lib/modules/auth/people/schema";
import { sealAudit } from "@/lib/server/audit/seal-audit";
import { env } from "@/lib/server/env";
import { findSessionViewer } from "@/lib/server/identity/find-session";
import { testRequest, userViewer } from "@/lib/server/testing/viewers";
import { type BenchDatabase, startBenchDatabase } from "./measure/bench-database";
import { figure, median } from "./measure/statistics";

const members = 10_000;
const entries = 1_000_000;
const rounds = 100;

const holder: { hashinsightDatabase?: ReturnType<typeof createDatabase> } =
  globalThis as typeof globalThis & {
    hashinsightDatabase?: ReturnType<typeof createDatabase>;
  };

/**
 * The product's own queries as `hi_app`, whom row-level security filters, against the very same as the owner of the
 * tables, whom it does not: in pairs, whose order changes. The ratio is the median of the pairs'.
 */
export async function measureRowLevelSecurity() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-bench-rls-"));
  const bench = await startBenchDatabase({ DATA_DIR: dataDir, SECRET_KEYS: `bench:${"A".repeat(43)}=` });
  const filtered = createDatabase(env().DATABASE_URL, { max: 1 });
  const unfiltered = createDatabase(bench.ownerUrl, { max: 1 });
  try {
    const orgId = uuidV7();
    const userId = uuidV7();
    const sessionId = uuidV7();
    await fill(bench, { orgId, userId, sessionId });
    const admin = userViewer({ userId, orgId, role: "admin" });
    const page = auditListQuerySchema.parse({});
    const queries = {
      peopleList: () => listPeople(admin, peopleQuerySchema.parse({})),
      auditPage: () => listAudit(admin, page),
      auditOfOneActor: () => listAudit(admin, { ...page, actor: userId }),
      sessionLookup: () => findSessionViewer({ userId, sessionId }, testRequest),
    };
    const measured: Record<string, unknown> = {};
    for (const [name, ask] of Object.entries(queries))
      measured[name] = await paired(ask, filtered, unfiltered);
    holder.hashinsightDatabase = filtered;
    const firstMs = await timed(sealAudit);
    const laterMs: number[] = [];
    for (let pass = 0; pass < 20; pass += 1) laterMs.push(await timed(sealAudit));
    return {
      members,
      entries,
      rounds,
      ...measured,
      sealerWithNothingToDo: { firstPassMs: figure(firstMs), laterPassMs: figure(median(laterMs)) },
    };
  } finally {
    await Promise.all([filtered.close(), unfiltered.close()]);
    await bench.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Handle = ReturnType<typeof createDatabase>;

async function paired(ask: () => Promise<unknown>, filtered: Handle, unfiltered: Handle) {
  const withRls: number[] = [];
  const without: number[] = [];
  for (let round = -10; round < rounds; round += 1) {
    const sides = [
      [filtered, withRls],
      [unfiltered, without],
    ] as const;
    for (const [handle, samples] of round % 2 === 0 ? sides : [...sides].reverse()) {
      holder.hashinsightDatabase = handle;
      const ms = await timed(ask);
      // The first rounds warm up.
      if (round >= 0) samples.push(ms);
    }
  }
  return {
    withRlsMs: figure(median(withRls)),
    withoutMs: figure(median(without)),
    ratio: figure(median(withRls) / median(without)),
    ratioOfPairs: figure(median(withRls.map((ms, place) => ms / (without[place] ?? Number.NaN)))),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** A company with its members and a trail, and another of the same size, so that there is something to filter. */
async function fill(
  { superuser }: BenchDatabase,
  {
    orgId,
    userId,
    sessionId,
  }: { readonly orgId: string; readonly userId: string; readonly sessionId: string },
): Promise<void> {
  const other = uuidV7();
  await superuser`set session_replication_role = replica`;
  for (const id of [orgId, other]) {
    await superuser`insert into companies (id, name) values (${id}, 'bench')`;
    await superuser`
      with people as (
        insert into users (id, email, name)
        select gen_random_uuid(), left(${id}, 8) || right(${id}, 4) || n || '@demo.example', 'Person ' || n
        from generate_series(1, ${members}::int) as n returning id)
      insert into memberships (id, org_id, user_id, role)
      select gen_random_uuid(), ${id}, id, 'customer' from people`;
  }
  await superuser`insert into users (id, email, name) values (${userId}, 'admin@demo.example', 'Admin')`;
  await superuser`insert into memberships (id, org_id, user_id, role) values (${uuidV7()}, ${orgId}, ${userId}, 'admin')`;
  await superuser`insert into user_sessions (id, user_id, org_id, method, expires_at, confirmed_at, address, user_agent)
    values (${sessionId}, ${userId}, ${orgId}, 'password', now() + interval '12 hours', now(), '192.0.2.1', 'bench')`;
  await superuser`insert into audit_personal_salts (person_id, salt) values (${userId}, ${"5a".repeat(32)})`;
  const half = entries / 2;
  for (const id of [orgId, other]) {
    await superuser`
      insert into audit_entries (id, org_id, at, actor_kind, actor_id, action, object_kind, object_id, before, after, personal)
      select gen_random_uuid(), ${id},
        to_char(timestamp '2026-01-01' + n * interval '20 seconds', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'user', case when n % 50 = 0 then ${userId} else 'somebody ' || n % 400 end,
        'bench.changed_' || n % 20, 'thing', (n % 5000)::text, '{"state": "off"}', '{"state": "on"}',
        jsonb_build_array(jsonb_build_object('path', '/address', 'personId', ${userId}::text, 'commitment', 'x'))
      from generate_series(1, ${half}::int) as n`;
    await superuser`
      insert into audit_seals (org_id, sequence, entry_id, previous_hash, hash)
      select org_id, row_number() over (order by written_order), id, repeat('0', 64), repeat('1', 64)
      from audit_entries where org_id = ${id}`;
  }
  await superuser`insert into audit_personal_values (entry_id, path, person_id, value)
    select id, '/address', ${userId}, '"192.0.2.1"' from audit_entries`;
  await superuser`vacuum analyze`;
}
