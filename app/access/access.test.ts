import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { can } from "@/lib/domain/rbac/can";
import { isPermission, type Permission, permissionTable } from "@/lib/domain/rbac/permission-table";
import { type ActionDoor, findActions, findRoutes, type RouteDoor } from "./doors.fixture";
import { everybody, headersOf, openTwoCompanies, type PersonName, type TwoCompanies } from "./people.fixture";
import { publicDoors } from "./public-doors";

let sent = new Headers();
vi.mock("next/headers", () => ({
  headers: async () => sent,
  cookies: async () => ({ set: () => {}, get: () => undefined }),
}));

let world: TwoCompanies;
beforeAll(async () => {
  world = await openTwoCompanies();
});
afterAll(() => world.close());

const routes = await findRoutes();
const actions = await findActions();

/** What the permission table says of somebody at a door; a door without permission is open to all. */
function isLetIn(name: PersonName | "visitor", permission: string | undefined): boolean {
  const asker = name === "visitor" ? "visitor" : world.people[name].role;
  return permission === "public" || can(asker, permission as Permission);
}

/** What stands in braces of an address: the id of nothing. */
const nobodysId = "00000000-0000-7000-8000-000000000404";

/** Breaks the rules of every input, so that the walk changes nothing on its way. */
const unknownField = { fieldThatNobodyKnows: "1" };

function askRoute(door: RouteDoor, headers: Headers): Promise<Response> {
  const words = [...door.path.matchAll(/\{(\w+)\}/g)].map(([, word = ""]) => [word, nobodysId]);
  const hasBody = !["GET", "HEAD", "DELETE"].includes(door.method) && !door.path.startsWith("/batch/");
  const request = new Request(`http://127.0.0.1:3000${door.path.replaceAll(/\{\w+\}/g, nobodysId)}`, {
    method: door.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(unknownField) } : {}),
  });
  return door.handle(request, { params: Promise.resolve(Object.fromEntries(words)) });
}

async function callAction(door: ActionDoor, headers: Headers): Promise<{ code: string; reason?: string }> {
  sent = headers;
  return Reflect.get(Object(await door.act(unknownField)), "error");
}

describe("doors", () => {
  it("were found at all, so that the walk below goes somewhere", () => {
    expect(routes.length).toBeGreaterThanOrEqual(20);
    expect(actions.length).toBeGreaterThanOrEqual(30);
    expect(everybody).toHaveLength(10);
  });

  it("each ask for a permission of the table, or stand among the public ones with the reason", () => {
    const all = [...routes, ...actions];
    const isPublic = ({ permission }: { permission: string | undefined }) => permission === "public";
    const lost = all.filter((door) => !isPublic(door) && !isPermission(door.permission ?? ""));
    expect(lost.map(({ name }) => name)).toEqual([]);
    const open = all.filter(isPublic).map(({ name }) => name);
    expect(open.sort()).toEqual(Object.keys(publicDoors).sort());
  });

  it("have names of their own", () => {
    const names = [...routes, ...actions].map(({ name }) => name);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });
});

describe.each(everybody)("%s", (name) => {
  const headers = () => headersOf(name === "visitor" ? null : world.people[name]);

  it.each(routes)("is let into $name, or not, as the permission table says", async (door) => {
    const { status } = await askRoute(door, await headers());
    if (isLetIn(name, door.permission)) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(name === "visitor" ? 401 : 403);
  });

  it.each(actions)("may call $name, or not, as the permission table says", async (door) => {
    const { code } = await callAction(door, await headers());
    // Whoever may call it is told that nothing knows such a field: nobody sets what the form does not have.
    if (isLetIn(name, door.permission)) expect(code).toBe("invalid");
    else expect(code).toBe(name === "visitor" ? "unauthenticated" : "forbidden");
  });
});

describe("an owner who signed in eleven minutes ago", () => {
  const isDangerous = ({ permission }: { readonly permission: string | undefined }) =>
    isPermission(permission ?? "") && permissionTable[permission as Permission].isDangerous;
  const headers = () => headersOf(world.people.owner, { confirmedMinutesAgo: 11 });
  const wanted = { code: "forbidden", reason: "confirm_identity" };

  it.each(routes.filter(isDangerous))("proves anew who they are before $name", async (door) => {
    const answer = await askRoute(door, await headers());
    expect(answer.status).toBe(403);
    expect((await answer.json()).error).toMatchObject(wanted);
  });

  it.each(actions.filter(isDangerous))("proves anew who they are before $name", async (door) => {
    expect(await callAction(door, await headers())).toMatchObject(wanted);
  });
});
