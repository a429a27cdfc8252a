import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { executePrepared, readAs } from "@/lib/server/transaction";
import type { UserViewer } from "@/lib/server/viewer";
import type { PersonRow, PersonSite } from "../schema";
import { invitationsInScope, membershipsInScope } from "../scope";
import { iso, uuids } from "../sql-text";

/** A row of `peopleRows`, moments as text. */
export interface PersonSqlRow extends Record<string, unknown> {
  readonly kind: PersonRow["kind"];
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly role: PersonRow["role"];
  readonly state: PersonRow["state"];
  readonly site_ids: string[];
  readonly access_ends_at: string | null;
  readonly last_sign_in_at: string | null;
  readonly joined_at: string;
  readonly link_ends_at: string | null;
  readonly version: number | null;
}

/**
 * How a place `m` stands: closed by hand, run out, about to run out, or open. The clock is asked once a query and not once
 * a row.
 */
const stateOfPlace: SQL = sql`
  case when not m.is_active or not m.is_account_active then 'suspended'
    when m.expires_at < (select app_now()) then 'expired'
    when m.expires_at <= (select app_now()) + interval '30 days' then 'ending'
    else 'open' end`;

/**
 * People of the viewer's company and its open invitations as one relation `p`, as far as the viewer may see. Every part
 * asks for the company by itself: row-level security is the second wall and not the first.
 */
export function peopleRows(viewer: UserViewer): SQL {
  const seesSignIns = viewer.permissions.has("auth:read_logins");
  return sql`(
    select 'person' as kind, m.user_id as id, m.name, m.email, m.role, ${stateOfPlace} as state, m.id as membership_id,
      null::uuid[] as invited_to, m.expires_at as access_ends_at,
      ${seesSignIns ? sql`m.last_sign_in_at` : sql`null::timestamptz`} as last_sign_in_at,
      m.created_at as joined_at, null::timestamptz as link_ends_at, m.version
    from company_people m
    where m.org_id = ${viewer.orgId} and ${membershipsInScope(viewer)}
    union all
    select 'invitation', i.id, i.name, i.email, i.role, 'invited', null, i.site_ids, i.access_expires_at, null,
      i.created_at, i.expires_at, null
    from invitations i
    where i.org_id = ${viewer.orgId} and i.accepted_at is null and i.revoked_at is null and i.email is not null
      and ${invitationsInScope(viewer)}) as p`;
}

/** What is read of `p` for one row. */
export const personColumns: SQL = sql`
  p.kind, p.id, p.name, p.email, p.role, p.state, p.version,
  coalesce(p.invited_to, array(select ms.site_id from membership_sites ms where ms.membership_id = p.membership_id))
    as site_ids,
  ${iso(sql`p.access_ends_at`)} as access_ends_at, ${iso(sql`p.last_sign_in_at`)} as last_sign_in_at,
  ${iso(sql`p.joined_at`)} as joined_at, ${iso(sql`p.link_ends_at`)} as link_ends_at`;

/** The company's sites by id. */
export async function siteNames(tx: Transaction, viewer: UserViewer): Promise<ReadonlyMap<string, string>> {
  const rows = await executePrepared<{ id: string; name: string }>(
    tx,
    "sites of a company",
    sql`select id, name from sites where org_id = ${viewer.orgId} order by name`,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Sites by name; one that is gone is left out. */
export function sitesOf(ids: readonly string[], names: ReadonlyMap<string, string>): PersonSite[] {
  return [...names].filter(([id]) => ids.includes(id)).map(([id, name]) => ({ id, name }));
}

/**
 * Which second factor people have. Nobody may read the factors of others, so the product looks itself, only for people
 * whom the viewer has been shown already; empty for viewers who may not know.
 */
export async function secondFactors(
  viewer: UserViewer,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<PersonRow["secondFactor"]>>> {
  if (!viewer.permissions.has("auth:read_logins") || userIds.length === 0) return new Map();
  const rows = await readAs({ kind: "system", name: "people", request: viewer.request }, (tx) =>
    executePrepared<{ id: string; factor: "app" | "passkey" | "none" }>(
      tx,
      "second factors",
      sql`
      select u.id, case
        when exists (select 1 from totp_factors t where t.user_id = u.id and t.confirmed_at is not null) then 'app'
        when exists (select 1 from passkeys k where k.user_id = u.id) then 'passkey'
        else 'none' end as factor
      from users u join memberships m on m.user_id = u.id and m.org_id = ${viewer.orgId}
      where u.id = any(${uuids(userIds)})`,
    ),
  );
  return new Map(rows.map(({ id, factor }) => [id, factor]));
}
