import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { visitor } from "@/lib/server/testing/viewers";
import type { UserViewer } from "@/lib/server/viewer";
import { invitePerson } from "./commands/invitations";
import { inviteInput } from "./inputs";
import { loginsQuerySchema } from "./logins";
import { openPeopleWorld, type PeopleWorld } from "./people-world.fixture";
import { fillWithPeople, namesIn, type PeopledCompany, people } from "./peopled-company.fixture";
import { explainPerson } from "./queries/explain-person";
import { getPerson } from "./queries/get-person";
import { listInvitations } from "./queries/list-invitations";
import { listLogins } from "./queries/list-logins";
import { listPeople } from "./queries/list-people";
import { getPeopleRights } from "./queries/people-rights";
import { peopleQuerySchema } from "./schema";

let world: PeopleWorld;
let one: PeopledCompany;
let two: PeopledCompany;

beforeAll(async () => {
  world = await openPeopleWorld();
  one = await fillWithPeople(world, "one");
  two = await fillWithPeople(world, "two");
});
afterAll(() => world.close());

const logins = (viewer: UserViewer, query: Record<string, unknown> = {}) =>
  listLogins(viewer, loginsQuerySchema.parse(query));
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
