import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPeopleWorld, type PeopleWorld } from "./people-world.fixture";
import { fillWithPeople, namesIn, type PeopledCompany, people } from "./peopled-company.fixture";
import { explainPerson } from "./queries/explain-person";
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
