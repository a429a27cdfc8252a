import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { v7 as uuidV7 } from "uuid";
import { createDatabase } from "@/db/client";
import { listAudit } from "@/lib/modules/auth/audit/queries";
import { auditListQuerySchema } from "@/lib/modules/auth/audit/schema";
import { loginsQuerySchema } from "@/lib/modules/auth/people/logins";
import { getPerson } from "@/lib/modules/auth/people/queries/get-person";
import { listLogins } from "@/lib/modules/auth/people/queries/list-logins";
import { listPeople } from "@/lib/modules/auth/people/queries/list-people";
import { peopleQuerySchema } from "@/lib/modules/auth/people/schema";
import { sealAudit } from "@/lib/server/audit/seal-audit";
import { env } from "@/lib/server/env";
import { findSessionViewer } from "@/lib/server/identity/find-session";
import { testRequest, userViewer } from "@/lib/server/testing/viewers";
import { type BenchDatabase, startBenchDatabase } from "./measure/bench-database";
import { figure, median, percentile } from "./measure/statistics";

/** In each of two companies. */
const members = 10_000;
const loginsEach = 10;
/** In both trails together; a million took longer to write than everything else to measure. */
const entries = 200_000;
const rounds = 60;

const holder: { hashinsightDatabase?: ReturnType<typeof createDatabase> } =
  globalThis as typeof globalThis & {
    hashinsightDatabase?: ReturnType<typeof createDatabase>;
  };

/**
 * The product's own queries as `hi_app`, whom row-level security filters, against the very same as the owner of the
 * tables, whom it does not, and whom views of the same names without a wall are found first: in pairs, whose order
 * changes. The ratio is the median of the pairs'.
 */
export async function measureRowLevelSecurity() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-bench-rls-"));
  const bench = await startBenchDatabase({ DATA_DIR: dataDir, SECRET_KEYS: `bench:${"A".repeat(43)}=` });
  const filtered = createDatabase(env().DATABASE_URL, { max: 1 });
  await openViews(bench);
  const unfiltered = createDatabase(withoutWalls(bench.ownerUrl), { max: 1 });
  try {
    const orgId = uuidV7();
    const userId = uuidV7();
    const sessionId = uuidV7();
    await fill(bench, { orgId, userId, sessionId });
    const admin = userViewer({ userId, orgId, role: "admin" });
    const page = auditListQuerySchema.parse({});
    const queries = {
      peopleList: () => listPeople(admin, peopleQuerySchema.parse({})),
      peopleSearch: () => listPeople(admin, peopleQuerySchema.parse({ search: "person 77" })),
      personPage: () => getPerson(admin, userId),
      loginHistory: () => listLogins(admin, loginsQuerySchema.parse({})),
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
      logins: 2 * members * loginsEach,
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
    withRlsP95Ms: figure(percentile(withRls, 0.95)),
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

/** The views of db/migrations/0016 as they would be without row-level security. */
async function openViews({ superuser }: BenchDatabase): Promise<void> {
  await superuser`create schema without_walls authorization hi_owner`;
  for (const view of ["company_people", "company_logins"]) {
    const [row] = await superuser<{ definition: string }[]>`
      select pg_get_viewdef(${view}::regclass) as definition`;
    const [open] = (row?.definition ?? "").split(/^\s*WHERE/m);
    await superuser.unsafe(`create view without_walls.${view} as ${open}`);
    await superuser.unsafe(`grant select on without_walls.${view} to hi_owner`);
  }
}

function withoutWalls(url: string): string {
  const address = new URL(url);
  address.searchParams.set("search_path", "without_walls,public");
  return address.href;
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
      insert into memberships (id, org_id, user_id, role, created_at)
      select gen_random_uuid(), ${id}, id, 'customer', now() - interval '1 year' from people`;
  }
  await superuser`insert into users (id, email, name) values (${userId}, 'admin@demo.example', 'Admin')`;
  await superuser`insert into memberships (id, org_id, user_id, role) values (${uuidV7()}, ${orgId}, ${userId}, 'admin')`;
  await superuser`insert into user_sessions (id, user_id, org_id, method, expires_at, confirmed_at, address, user_agent)
    values (${sessionId}, ${userId}, ${orgId}, 'password', now() + interval '12 hours', now(), '192.0.2.1', 'bench')`;
  await superuser`insert into audit_personal_salts (person_id, salt) values (${userId}, ${"5a".repeat(32)})`;
  await superuser`
    insert into login_records (id, occurred_at, user_id, identifier_masked, method, outcome, address, user_agent)
    select gen_random_uuid(), now() - random() * interval '300 days', user_id, 'p***', 'password',
      case when n = 1 then 'wrong_password' else 'succeeded' end, '192.0.2.1', 'bench'
    from memberships, generate_series(1, ${loginsEach}::int) as n where role = 'customer'`;
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
