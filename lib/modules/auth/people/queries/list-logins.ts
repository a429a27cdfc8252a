import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { deviceOf } from "@/lib/modules/auth/sessions/device-of";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type Viewer } from "@/lib/server/viewer";
import type { Login, LoginList, LoginsQuery } from "../logins";
import { anywhere, iso } from "../sql-text";

interface LoginRow extends Record<string, unknown> {
  readonly id: string;
  readonly occurred_at: string;
  readonly user_id: string;
  readonly name: string;
  readonly email: string | null;
  readonly method: Login["method"];
  readonly outcome: Login["outcome"];
  readonly address: string;
  readonly user_agent: string;
}

/**
 * A page of tries to sign in of the company's people, newest first. What somebody did before they came into the company
 * is not the company's to see, and tries with names nobody has belong to no company.
 */
export async function listLogins(viewer: Viewer, query: LoginsQuery): Promise<LoginList> {
  const user = authorizeUser(viewer, "auth:read_logins");
  const orgId = companyOf(user);
  const source = sql`company_logins l where l.org_id = ${orgId}`;
  const filter = filterOf(query);
  const { rows, count, failed } = await readAs(user, async (tx) => ({
    rows: await tx.execute<LoginRow>(sql`
      select l.id, ${iso(sql`l.occurred_at`)} as occurred_at, l.user_id, l.name, l.email, l.method, l.outcome,
        l.address, l.user_agent
      from ${source} and ${filter} order by l.occurred_at desc, l.id desc
      limit ${query.limit} offset ${query.offset}`),
    count: await tx.execute<{ left: number }>(sql`
      select count(*)::int as left from ${source} and ${filter}`),
    failed: await tx.execute<{ failed: number }>(sql`
      select count(*)::int as failed from ${source}
      and l.outcome not in ('succeeded', 'second_factor_wanted') and l.occurred_at > app_now() - interval '24 hours'`),
  }));
  return {
    logins: rows.map(loginOf),
    count: count[0]?.left ?? 0,
    failedLastDay: failed[0]?.failed ?? 0,
  };
}

function filterOf({ userId, search, outcome, method, from, to }: LoginsQuery): SQL {
  const parts: SQL[] = [sql`true`];
  if (userId !== undefined) parts.push(sql`l.user_id = ${userId}`);
  if (search !== undefined && search !== "") {
    const pattern = anywhere(search);
    parts.push(sql`(l.name ilike ${pattern} or l.email ilike ${pattern} or l.address ilike ${pattern})`);
  }
  // The second question of a right password is no failure.
  if (outcome === "failed") parts.push(sql`l.outcome not in ('succeeded', 'second_factor_wanted')`);
  else if (outcome !== undefined) parts.push(sql`l.outcome = ${outcome}`);
  if (method !== undefined) parts.push(sql`l.method = ${method}`);
  if (from !== undefined) parts.push(sql`l.occurred_at >= ${`${from}T00:00:00Z`}::timestamptz`);
  if (to !== undefined) parts.push(sql`l.occurred_at < ${`${to}T00:00:00Z`}::timestamptz + interval '1 day'`);
  return sql.join(parts, sql` and `);
}

function loginOf(row: LoginRow): Login {
  const { browser, system } = deviceOf(row.user_agent);
  return {
    id: row.id,
    occurredAt: row.occurred_at,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    method: row.method,
    outcome: row.outcome,
    address: row.address,
    browser,
    system,
  };
}
