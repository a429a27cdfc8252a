import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type Viewer } from "@/lib/server/viewer";
import type { PeopleList, PeopleQuery, PersonRow, StateCounts } from "../schema";
import { anywhere } from "../sql-text";
import {
  type PersonSqlRow,
  peopleRows,
  personColumns,
  secondFactors,
  siteNames,
  sitesOf,
} from "./person-rows";

const sortColumns: Readonly<Record<PeopleQuery["sort"], SQL>> = {
  name: sql`lower(coalesce(nullif(p.name, ''), p.email))`,
  // Not by the alphabet: by how much a role may do.
  role: sql`array_position(array['owner','admin','site_manager','operator','sales','customer','guest'], p.role)`,
  accessEndsAt: sql`p.access_ends_at`,
  lastSignInAt: sql`p.last_sign_in_at`,
  joinedAt: sql`p.joined_at`,
};

/** A page of the people that the viewer may see, with how many the filters leave and how many there are of each state. */
export async function listPeople(viewer: Viewer, query: PeopleQuery): Promise<PeopleList> {
  const user = authorizeUser(viewer, "auth:read_people");
  companyOf(user);
  const filter = filterOf(query);
  const direction = query.direction === "desc" ? sql`desc` : sql`asc`;
  const read = await readAs(user, async (tx) => {
    const rows = await tx.execute<PersonSqlRow>(sql`
      select ${personColumns} from ${peopleRows(user)} where ${filter}
      order by ${sortColumns[query.sort]} ${direction} nulls last, p.id
      limit ${query.limit} offset ${query.offset}`);
    const counts = await tx.execute<{ state: keyof StateCounts; all: number; left: number }>(sql`
      select p.state, count(*)::int as all, count(*) filter (where ${filter})::int as left
      from ${peopleRows(user)} group by p.state`);
    return { rows, counts, names: await siteNames(tx, user) };
  });
  const factors = await secondFactors(
    user,
    read.rows.filter(({ kind }) => kind === "person").map(({ id }) => id),
  );
  const states: Record<keyof StateCounts, number> = {
    open: 0,
    ending: 0,
    suspended: 0,
    expired: 0,
    invited: 0,
  };
  for (const { state, all } of read.counts) states[state] = all;
  return {
    people: read.rows.map((row) => personRow(row, read.names, factors)),
    count: read.counts.reduce((sum, { left }) => sum + left, 0),
    total: read.counts.reduce((sum, { all }) => sum + all, 0),
    states,
  };
}

function filterOf({ search, role, state, site }: PeopleQuery): SQL {
  const parts: SQL[] = [sql`true`];
  if (search !== undefined && search !== "") {
    const pattern = anywhere(search);
    parts.push(sql`(p.name ilike ${pattern} or p.email ilike ${pattern})`);
  }
  if (role !== undefined) parts.push(sql`p.role = ${role}`);
  if (state !== undefined) parts.push(sql`p.state = ${state}`);
  if (site !== undefined) {
    parts.push(sql`(${site}::uuid = any(p.invited_to) or exists (
      select 1 from membership_sites ms where ms.membership_id = p.membership_id and ms.site_id = ${site}))`);
  }
  return sql.join(parts, sql` and `);
}

function personRow(
  row: PersonSqlRow,
  names: ReadonlyMap<string, string>,
  factors: Awaited<ReturnType<typeof secondFactors>>,
): PersonRow {
  return {
    kind: row.kind,
    id: row.id,
    name: row.name === "" ? null : row.name,
    email: row.email,
    role: row.role,
    state: row.state,
    sites: sitesOf(row.site_ids, names),
    accessEndsAt: row.access_ends_at,
    lastSignInAt: row.last_sign_in_at,
    secondFactor: row.kind === "person" ? (factors.get(row.id) ?? null) : null,
    joinedAt: row.joined_at,
    linkEndsAt: row.link_ends_at,
    version: row.version,
  };
}
