import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "@/lib/domain/rbac/role";
import { visitor } from "@/lib/server/testing/viewers";
import type { UserViewer } from "@/lib/server/viewer";
import { invitePerson } from "./commands/invitations";
import { inviteInput } from "./inputs";
import { loginsQuerySchema } from "./logins";
import { openPeopleWorld, type PeopleWorld } from "./people-world.fixture";
import { explainPerson } from "./queries/explain-person";
import { getPerson } from "./queries/get-person";
import { listInvitations } from "./queries/list-invitations";
import { listLogins } from "./queries/list-logins";
import { listPeople } from "./queries/list-people";
import { getPeopleRights } from "./queries/people-rights";
import { peopleQuerySchema } from "./schema";

/** One of two companies that have the same people at the same sites. */
interface Company {
  readonly orgId: string;
  readonly boden: string;
  readonly lulea: string;
  readonly owner: UserViewer;
  readonly manager: UserViewer;
  readonly operator: UserViewer;
  readonly away: UserViewer;
  readonly sales: UserViewer;
  readonly customer: UserViewer;
  readonly guest: UserViewer;
  readonly invitationId: string;
}

let world: PeopleWorld;
let one: Company;
let two: Company;

beforeAll(async () => {
  world = await openPeopleWorld();
  one = await fill("one");
  two = await fill("two");
});
afterAll(() => world.close());

async function fill(word: string): Promise<Company> {
  const orgId = await world.company(`Company ${word}`);
  const boden = await world.site(orgId, "Boden");
  const lulea = await world.site(orgId, "Luleå");
  const person = (role: Role, siteIds: readonly string[] = [], name = `Ana ${role}`) =>
    world.person(orgId, {
      role,
      siteIds,
      name: `${name} ${word}`,
      email: `${name.replace(" ", ".")}@${word}.example`.toLowerCase(),
    });
  const owner = await person("owner");
  const { invitationId } = await invitePerson(
    owner,
    inviteInput.parse({
      email: `invited@${word}.example`,
      name: `Ivy ${word}`,
      role: "operator",
      siteIds: [boden],
    }),
  );
  const company = {
    orgId,
    boden,
    lulea,
    owner,
    manager: await person("site_manager", [boden]),
    operator: await person("operator", [boden]),
    away: await person("operator", [lulea], "Far away"),
    sales: await person("sales"),
    customer: await person("customer"),
    guest: await person("guest"),
    invitationId,
  };
  for (const { userId } of [company.operator, company.customer]) {
    await world.rows(
      (tx) => tx`
      insert into login_records (id, occurred_at, user_id, identifier_masked, method, outcome, address, user_agent)
      values (${uuidV7()}, now() + interval '1 second', ${userId}, ${`an***@${word}.example`}, 'password', 'wrong_password', ${`198.51.100.${word.length}`}, ${word})`,
    );
  }
  return company;
}

const people = (viewer: UserViewer, query: Record<string, unknown> = {}) =>
  listPeople(viewer, peopleQuerySchema.parse(query));
const logins = (viewer: UserViewer, query: Record<string, unknown> = {}) =>
  listLogins(viewer, loginsQuerySchema.parse(query));
const namesIn = async (viewer: UserViewer, query: Record<string, unknown> = {}) =>
  (await people(viewer, query)).people.map(({ name }) => name);

describe("two companies with the same people", () => {
  it("show each other nothing: no row, no count, no word in lists, searches, sites and invitations", async () => {
    for (const [mine, theirs, word] of [
      [one, two, "two"],
      [two, one, "one"],
    ] as const) {
      const shown = JSON.stringify([
        await people(mine.owner),
        await people(mine.owner, { search: word }),
        await people(mine.owner, { search: "ana" }),
        await people(mine.owner, { site: theirs.boden }),
        await people(mine.manager),
        await listInvitations(mine.owner),
        await logins(mine.owner),
        await logins(mine.owner, { search: word }),
        await logins(mine.owner, { userId: theirs.operator.userId }),
        await getPeopleRights(mine.owner),
        await getPerson(mine.owner, mine.operator.userId),
        await explainPerson(mine.owner, mine.operator.userId),
      ]);
      const { owner, manager, operator, away, sales, customer, guest, ...ids } = theirs;
      const users = [owner, manager, operator, away, sales, customer, guest].map(({ userId }) => userId);
      for (const secret of [
        ...users,
        ...Object.values(ids),
        `@${word}.example`,
        `Company ${word}`,
        `Ivy ${word}`,
      ]) {
        expect(shown).not.toContain(secret);
      }
      expect(await people(mine.owner, { search: word })).toMatchObject({ people: [], count: 0, total: 8 });
      expect(await people(mine.owner, { site: theirs.boden })).toMatchObject({ people: [], count: 0 });
      expect(await logins(mine.owner, { userId: theirs.operator.userId })).toMatchObject({
        logins: [],
        count: 0,
      });
      for (const userId of [...users, theirs.invitationId, theirs.orgId]) {
        await expect(getPerson(mine.owner, userId)).rejects.toMatchObject({ code: "not_found" });
        await expect(explainPerson(mine.owner, userId)).rejects.toMatchObject({ code: "not_found" });
      }
    }
  });

  it("see somebody who is in both only as they are in their own", async () => {
    await world.join(one.customer.userId, two.orgId, { role: "sales" });
    expect(await getPerson(one.owner, one.customer.userId)).toMatchObject({ role: "customer" });
    expect(await getPerson(two.owner, one.customer.userId)).toMatchObject({ role: "sales", devices: [] });
    // Tries from before they came into the company stay the other one's.
    await world.rows(
      (tx) => tx`
      update memberships set created_at = now() + interval '1 hour'
      where org_id = ${two.orgId} and user_id = ${one.customer.userId}`,
    );
    expect(await logins(two.owner, { userId: one.customer.userId })).toMatchObject({ count: 0 });
    await world.rows(
      (tx) => tx`
      delete from memberships where org_id = ${two.orgId} and user_id = ${one.customer.userId}`,
    );
  });
});

describe("who sees whom", () => {
  it("owners see the company with its open invitations", async () => {
    expect(await people(one.owner)).toMatchObject({ count: 8, total: 8, states: { open: 7, invited: 1 } });
  });

  it("site managers and operators see who shares a site with them, without sign-ins and second factors", async () => {
    for (const viewer of [one.manager, one.operator]) {
      const { people: rows, total } = await people(viewer);
      expect(rows.map(({ name }) => name)).toEqual(["Ana operator one", "Ana site_manager one", "Ivy one"]);
      expect(total).toBe(3);
      for (const row of rows) expect(row).toMatchObject({ lastSignInAt: null, secondFactor: null });
      await expect(getPerson(viewer, one.away.userId)).rejects.toMatchObject({ code: "not_found" });
      await expect(explainPerson(viewer, one.owner.userId)).rejects.toMatchObject({ code: "not_found" });
      expect(await getPerson(viewer, one.operator.userId)).toMatchObject({ devices: null });
      await expect(logins(viewer)).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("people without a site in common see themselves alone", async () => {
    expect(await namesIn({ ...one.operator, siteIds: [] })).toEqual(["Ana operator one"]);
  });

  it.each(["sales", "customer", "guest"] as const)("a %s sees nobody, by no query", async (role) => {
    const viewer = one[role];
    for (const read of [
      () => people(viewer),
      () => getPerson(viewer, one.owner.userId),
      () => getPerson(viewer, viewer.userId),
      () => explainPerson(viewer, viewer.userId),
      () => logins(viewer),
    ]) {
      await expect(read()).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("sales people see the invitations they sent, and no others", async () => {
    const { sales } = one;
    expect(await listInvitations(sales)).toEqual([]);
    const input = inviteInput.parse({ email: "buyer@one.example", role: "customer" });
    const { invitationId } = await invitePerson(sales, input);
    expect((await listInvitations(sales)).map(({ id }) => id)).toEqual([invitationId]);
    await world.rows((tx) => tx`update invitations set revoked_at = now() where id = ${invitationId}`);
  });

  it("visitors are asked to sign in", async () => {
    await expect(listPeople(visitor, peopleQuerySchema.parse({}))).rejects.toMatchObject({
      code: "unauthenticated",
    });
    await expect(getPerson(visitor, one.owner.userId)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("the database itself shows a customer nobody else, whatever is asked", async () => {
    const { customer } = one;
    const seen = await world.test.sql.begin(async (tx) => {
      await tx`select set_config('hi.viewer', 'user', true), set_config('hi.role', 'customer', true),
        set_config('hi.org_id', ${one.orgId}, true), set_config('hi.user_id', ${customer.userId}, true)`;
      return {
        users: await tx<{ id: string }[]>`select id from users`,
        logins: await tx<{ user_id: string }[]>`select user_id from login_records`,
        invitations: await tx<{ id: string }[]>`select id from invitations`,
      };
    });
    expect(seen.users.map(({ id }) => id)).toEqual([customer.userId]);
    expect(seen.logins.every((row) => row.user_id === customer.userId)).toBe(true);
    expect(seen.invitations).toHaveLength(0);
  });
});

describe("finding people", () => {
  it("by part of name or address, with signs taken as they are", async () => {
    expect(await namesIn(one.owner, { search: "FAR" })).toEqual(["Far away one"]);
    expect(await namesIn(one.owner, { search: "site_manager@" })).toEqual(["Ana site_manager one"]);
    expect(await namesIn(one.owner, { search: "%" })).toEqual([]);
    expect(await namesIn(one.owner, { search: "'; drop table users; --" })).toEqual([]);
  });

  it("by role, site and state, counting what is left", async () => {
    expect(await namesIn(one.owner, { role: "operator" })).toEqual([
      "Ana operator one",
      "Far away one",
      "Ivy one",
    ]);
    expect(await namesIn(one.owner, { site: one.lulea })).toEqual(["Far away one"]);
    expect(await people(one.owner, { state: "invited" })).toMatchObject({ count: 1, total: 8 });
    await world.rows(
      (tx) => tx`
      update memberships set is_active = false where user_id = ${one.guest.userId}`,
    );
    await world.rows(
      (tx) => tx`
      update memberships set expires_at = now() + interval '3 days' where user_id = ${one.sales.userId}`,
    );
    await world.rows(
      (tx) => tx`
      update memberships set expires_at = now() - interval '3 days' where user_id = ${one.customer.userId}`,
    );
    const states = { open: 4, ending: 1, suspended: 1, expired: 1, invited: 1 };
    expect(await people(one.owner, { state: "ending" })).toMatchObject({ count: 1, states });
    expect(await namesIn(one.owner, { state: "suspended" })).toEqual(["Ana guest one"]);
    expect(await namesIn(one.owner, { state: "expired" })).toEqual(["Ana customer one"]);
  });

  it("in pages and orders without gap or repetition", async () => {
    for (const sort of ["name", "role", "accessEndsAt", "lastSignInAt", "joinedAt"]) {
      const seen: string[] = [];
      for (let offset = 0; offset < 8; offset += 3) {
        const { people: page } = await people(one.owner, { sort, direction: "desc", offset, limit: 3 });
        seen.push(...page.map(({ id }) => id));
      }
      expect(new Set(seen).size).toBe(8);
    }
  });

  it("refuses what it does not know, naming it", () => {
    for (const query of [
      { sort: "password_hash" },
      { role: "root" },
      { orgId: two.orgId },
      { limit: 5000 },
    ]) {
      expect(peopleQuerySchema.safeParse(query).success).toBe(false);
    }
  });
});

describe("what somebody may do, and why", () => {
  it("is said by the table, with the sites that it reaches", async () => {
    const { modules, sites } = await explainPerson(one.owner, one.operator.userId);
    const all = modules.flatMap(({ permissions }) => permissions);
    expect(all.find(({ permission }) => permission === "hosting:restart_miners")).toEqual({
      permission: "hosting:restart_miners",
      scope: "sites",
      isDangerous: false,
      why: "Operators may restart miners at the sites given to them.",
    });
    expect(all.find(({ permission }) => permission === "treasury:read")).toMatchObject({
      scope: "none",
      why: "Operators may not see holdings, plans and signals.",
    });
    expect(sites).toEqual([{ id: one.boden, name: "Boden" }]);
  });

  it("is nothing while access is closed", async () => {
    const suspended = await world.person(one.orgId, { role: "admin", isActive: false, name: "Sven" });
    const { closedBecause, modules } = await explainPerson(one.owner, suspended.userId);
    expect(closedBecause).toContain("Sven is suspended");
    expect(modules.flatMap(({ permissions }) => permissions).every(({ scope }) => scope === "none")).toBe(
      true,
    );
  });
});
