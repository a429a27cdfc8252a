import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { type FilledPerson, secretWord } from "@/db/testing/fill-tables";
import { openTwoCompanies, type PersonName, type TwoCompanies } from "./people.fixture";

/*
 * Past the application: the role it logs in with, and whatever it says of who asks. A query that forgot its scope would
 * see no more than this.
 */

/** Tables without row-level security, and why they need none. A new table is not among them. */
const belongsToNobody: Readonly<Record<string, string>> = {
  difficulty_retargets: "The network's history, the same for everybody.",
  login_throttles: "Counters under keyed hashes.",
  market_analytics: "Prices, the same for everybody.",
  miner_models: "The catalogue, the same for everybody.",
  network_snapshots: "The network's history, the same for everybody.",
  provider_call_budgets: "Counters of calls to outside services.",
  rate_limit_buckets: "Counters under addresses and ids, with nothing that was asked.",
};

/** Tables whose rows may be seen by others, and why. */
const seenByOthers: Readonly<Record<string, string>> = {
  audit_personal_salts: "Whoever writes an entry about a person needs their salt; it says nothing by itself.",
};

let world: TwoCompanies;
/** As the owner of the tables, who sees all rows. */
let all: Sql;
/** Tables, and the views that stand beside a table's policy. */
let tables: string[];

beforeAll(async () => {
  world = await openTwoCompanies();
  all = postgres(world.test.directUrl, { max: 1, onnotice: () => {} });
  const rows = await all<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relowner = current_user::regrole
      and relkind in ('r', 'p', 'v') and not relispartition order by 1`;
  tables = rows.map(({ name }) => name);
});
afterAll(async () => {
  await all.end();
  await world.close();
});

/** All rows of a table as text, as the application's role sees them for somebody; for nobody when nothing is set. */
function rowsSeen(table: string, settings: Readonly<Record<string, string>>): Promise<{ text: string }[]> {
  return world.test.sql.begin(async (tx) => {
    for (const [name, value] of Object.entries(settings))
      await tx`select set_config(${name}, ${value}, true)`;
    return tx<{ text: string }[]>`select to_jsonb(t)::text as text from ${tx(table)} t`;
  }) as Promise<{ text: string }[]>;
}

const settingsOf = ({ orgId, userId, role }: FilledPerson) => ({
  "hi.viewer": "user",
  "hi.org_id": orgId,
  "hi.user_id": userId,
  "hi.role": role,
});

/** What is only in rows of these people and their company. */
function marksOf(
  people: readonly FilledPerson[],
  company: { readonly id: string; readonly word: string } | null,
) {
  const words = people.flatMap(({ word, userId, ids }) => [word, userId, ...Object.values(ids)]);
  return company === null ? words : [...words, company.id, company.word];
}

const hasMark = (text: string, marks: readonly string[]) => marks.some((mark) => text.includes(mark));

/** Tables that show somebody a row with one of the marks. */
async function leaks(
  settings: Readonly<Record<string, string>>,
  marks: readonly string[],
): Promise<string[]> {
  const leaking: string[] = [];
  for (const table of tables) {
    const rows = await rowsSeen(table, settings);
    if (seenByOthers[table] === undefined && rows.some(({ text }) => hasMark(text, marks)))
      leaking.push(table);
  }
  return leaking;
}

const northern: readonly PersonName[] = [
  "guest",
  "customer A",
  "operator",
  "sales",
  "site manager",
  "admin",
  "owner",
];

describe("the role of the application", () => {
  it("owns no table, is no superuser and steps over no policy", async () => {
    const [role] = await world.test.sql`
      select rolsuper or rolbypassrls as mighty,
        exists (select from pg_class where relowner = r.oid and relkind in ('r', 'p')) as owns
      from pg_roles r where rolname = current_user`;
    expect(role).toEqual({ mighty: false, owns: false });
  });

  it("finds a row of the other company in every table that has companies or people in it", async () => {
    const marks = marksOf(
      [world.people["owner of another company"], world.people["customer of another company"]],
      world.south,
    );
    const columns = await all<{ table_name: string }[]>`
      select distinct table_name from information_schema.columns
      where table_schema = 'public' and column_name in ('org_id', 'user_id', 'person_id', 'membership_id')`;
    expect(columns.length).toBeGreaterThanOrEqual(20);
    for (const { table_name: table } of columns) {
      const rows = await rowsSeen(table, { "hi.viewer": "system" });
      expect(
        rows.some(({ text }) => hasMark(text, marks)),
        `${table} needs a line in db/testing/fill-tables.ts`,
      ).toBe(true);
    }
  });

  it("is held by a policy in every table, apart from those that belong to nobody", async () => {
    const open = await all<{ name: string }[]>`
      select relname as name from pg_class c
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
        and not (relrowsecurity and exists (select from pg_policy where polrelid = c.oid)) order by 1`;
    expect(open.map(({ name }) => name)).toEqual(Object.keys(belongsToNobody).sort());
  });

  it("sees nothing of people and companies while nobody is named", async () => {
    const everyone = Object.values(world.people);
    const marks = [...marksOf(everyone, world.north), ...marksOf([], world.south)];
    expect(await leaks({}, marks)).toEqual([]);
    expect(await leaks({ "hi.viewer": "visitor", "hi.role": "", "hi.org_id": "" }, marks)).toEqual([]);
  });

  it.each(northern)("sees for a person of one company (%s) no row of the other", async (name) => {
    const others = [world.people["owner of another company"], world.people["customer of another company"]];
    expect(await leaks(settingsOf(world.people[name]), marksOf(others, world.south))).toEqual([]);
  });

  it.each(["customer A", "guest"] as const)(
    "sees for a %s no row about another person of the same company",
    async (name) => {
      const others = [world.people["customer B"], world.people.owner, world.people.operator];
      expect(await leaks(settingsOf(world.people[name]), marksOf(others, null))).toEqual([]);
    },
  );

  it.each(["owner", "admin", "operator"] as const)(
    "sees for the %s of one company no secret of a colleague",
    async (name) => {
      const secrets = await all<{ table_name: string }[]>`
        select distinct table_name from information_schema.columns where table_schema = 'public'
          and table_name in ('mail_tokens', 'sign_in_challenges', 'totp_factors', 'recovery_codes', 'refresh_tokens',
            'passkeys', 'wallets')`;
      const marks = marksOf([world.people["customer B"]], null);
      for (const { table_name: table } of secrets) {
        const rows = await rowsSeen(table, settingsOf(world.people[name]));
        expect(
          rows.filter(({ text }) => hasMark(text, marks)),
          table,
        ).toEqual([]);
      }
    },
  );

  it("changes and deletes no row of the other company, whatever it says in the statement", async () => {
    const owner = world.people.owner;
    const statements = [
      `update companies set name = 'taken' where id = '${world.south.id}'`,
      `update users set name = 'taken' where id = '${world.people["customer of another company"].userId}'`,
      `update memberships set role = 'owner' where org_id = '${world.south.id}'`,
      `delete from membership_sites where org_id = '${world.south.id}'`,
      `update user_sessions set ended_at = now() where org_id = '${world.south.id}'`,
      `delete from api_keys where org_id = '${world.south.id}'`,
      `delete from invitations where org_id = '${world.south.id}'`,
      `delete from sites where org_id = '${world.south.id}'`,
      `update user_miners set quantity = 9 where org_id = '${world.south.id}'`,
      // Not even of one's own company: machines are their owner's alone.
      `delete from user_miners where user_id = '${world.people["customer A"].userId}'`,
    ];
    for (const statement of statements) {
      const { count } = await world.test.sql.begin(async (tx) => {
        for (const [name, value] of Object.entries(settingsOf(owner)))
          await tx`select set_config(${name}, ${value}, true)`;
        return tx.unsafe(statement);
      });
      expect(count, statement).toBe(0);
    }
  });

  it.each([
    [
      "puts nothing into the other company",
      "insert into sites (id, org_id, name) values ($1, $2, 'planted')",
    ],
    [
      "makes nobody an owner of the other company",
      "insert into memberships (id, org_id, user_id, role) values ($1, $2, $1, 'owner')",
    ],
    ["lets no customer make themselves an owner", "update memberships set role = 'owner' where user_id = $1"],
    [
      "lets no operator give themselves a site",
      "insert into membership_sites (membership_id, site_id, org_id) select id, $2, org_id from memberships where user_id = $1",
    ],
    [
      "lets no customer rename the company",
      "update companies set name = 'planted' where id = (select org_id from memberships where user_id = $1)",
    ],
    [
      "lets no customer open a site of the company",
      "insert into sites (id, org_id, name) select $1, org_id, 'planted' from memberships where user_id = $1",
    ],
    [
      "lets nobody write the figures of their own portfolio",
      "insert into portfolio_history (user_id, org_id, day_utc, machines, hashrate_ths, btc_per_day_net_estimate, daily_power_cost_usd_estimate, difficulty, calculated_at) select user_id, org_id, '2026-01-02', 1, 1, 1, 1, 1, now() from memberships where user_id = $1",
    ],
    ["lets no operator rewrite a colleague", "update users set name = 'planted' where id <> $1"],
    [
      "lets nobody write their own login history",
      "insert into login_records (id, user_id, identifier_masked, method, outcome, address, user_agent) values ($1, $1, 'x', 'password', 'succeeded', 'x', 'x')",
    ],
  ])("%s", async (what, statement) => {
    const person = world.people[what.includes("operator") ? "operator" : "customer A"];
    const attempt = world.test.sql.begin(async (tx) => {
      for (const [name, value] of Object.entries(settingsOf(person)))
        await tx`select set_config(${name}, ${value}, true)`;
      await tx.unsafe(
        statement,
        statement.includes("$2") ? [person.userId, world.south.id] : [person.userId],
      );
    });
    await expect(attempt).rejects.toMatchObject({ code: "42501" });
  });

  it("keeps secrets where this test put them, so that the checks above look at something", async () => {
    const [row] =
      await all`select count(*)::int as n from users where password_hash like ${`${secretWord}%`}`;
    expect(row?.n).toBe(Object.keys(world.people).length);
  });
});
