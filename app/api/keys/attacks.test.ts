import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as getMarketNow } from "@/app/api/market/now/route";
import { POST as postCheck } from "@/app/api/rbac/check/route";
import { GET as getMine } from "@/app/api/rbac/my-permissions/route";
import { asSystem, type KeyWorld, makeKey, openKeyWorld } from "@/lib/modules/auth/keys/key-world.fixture";
import { beginFamily } from "@/lib/modules/auth/tokens/token-family";
import { withTransaction } from "@/lib/server/transaction";
import type { UserViewer } from "@/lib/server/viewer";
import { POST as postRefresh } from "../auth/token/refresh/route";
import { POST as postToken } from "../auth/token/route";
import { DELETE as deleteKey } from "./[id]/route";
import { GET as getKeys, POST as postKey } from "./route";

let world: KeyWorld;
let ownerA: UserViewer;
let ownerB: UserViewer;

beforeAll(async () => {
  world = await openKeyWorld();
  ownerA = await world.person(await world.company("Company A"), "owner");
  ownerB = await world.person(await world.company("Company B"), "owner");
});
afterAll(() => world.close());

const address = "http://127.0.0.1:3000";
type Sent = Record<string, string>;

const get = (path: string, headers: Sent) => new Request(`${address}${path}`, { headers });
const post = (path: string, body: string, headers: Sent = {}) =>
  new Request(`${address}${path}`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
const deleteOf = (id: string, headers: Sent) =>
  deleteKey(new Request(`${address}/api/keys/${id}`, { method: "DELETE", headers }), {
    params: Promise.resolve({ id }),
  });

async function keyOf(owner: UserViewer, scopes: string[]) {
  const { key, secret } = await makeKey(owner, { scopes, name: `Key of ${owner.userId}` });
  return { id: key.id, headers: { "x-api-key": secret } };
}

const tokensOf = ({ userId, orgId }: UserViewer) =>
  withTransaction({ kind: "system", name: "test" }, (tx) =>
    beginFamily(tx, { userId, orgId, apiKeyId: null }),
  );

describe("a key or token that is sent", () => {
  it("must be good, also where nobody needs one: a wrong one is 401, never a visitor", async () => {
    const wrong = [
      { "x-api-key": "" },
      { "x-api-key": "hi_live_x" },
      { "x-api-key": `hi_live_${"a".repeat(8)}_${"b".repeat(32)}_${"c".repeat(6)}` },
      { authorization: "Bearer " },
      { authorization: "Bearer eyJhbGciOiJub25lIn0.e30." },
    ];
    for (const headers of wrong) {
      const response = await getMine(get("/api/rbac/my-permissions", headers));
      expect([response.status, (await response.json()).error.code]).toEqual([401, "unauthenticated"]);
      expect((await getMarketNow(get("/api/market/now", headers))).status).toBe(401);
    }
  });

  it("opens by either header, and is held to its scopes with 403", async () => {
    const { headers } = await keyOf(ownerA, ["auth:read_own_permissions"]);
    expect((await getMine(get("/api/rbac/my-permissions", headers))).status).toBe(200);
    const bearer = { authorization: `Bearer ${headers["x-api-key"]}` };
    expect((await getMine(get("/api/rbac/my-permissions", bearer))).status).toBe(200);
    expect((await getMarketNow(get("/api/market/now", headers))).status).toBe(403);
  });

  it("never makes or revokes keys, whatever its owner may", async () => {
    const { id, headers } = await keyOf(ownerA, ["auth:read_own_permissions", "market:read"]);
    const { accessToken } = await tokensOf(ownerA);
    const body = JSON.stringify({ name: "More", scopes: ["market:read"], expiresInDays: null });
    for (const sent of [headers, { authorization: `Bearer ${accessToken}` }]) {
      expect((await postKey(post("/api/keys", body, sent))).status).toBe(403);
      expect((await deleteOf(id, sent)).status).toBe(403);
    }
  });

  it("of a company sees nothing of another, neither by list nor by id", async () => {
    const a = await keyOf(ownerA, ["auth:read_own_permissions"]);
    const b = await keyOf(ownerB, ["auth:read_own_permissions"]);
    const { accessToken } = await tokensOf(ownerA);
    for (const headers of [a.headers, { authorization: `Bearer ${accessToken}` }]) {
      for (const path of ["/api/keys", `/api/keys?before=${b.id}`]) {
        const response = await getKeys(get(path, headers));
        expect(response.status).toBe(200);
        const text = await response.text();
        for (const ofB of [b.id, ownerB.userId, ownerB.orgId ?? "-"]) expect(text).not.toContain(ofB);
      }
    }
  });

  it("past the application, the database itself shows company A no key of company B", async () => {
    const b = await keyOf(ownerB, ["market:read"]);
    await world.test.sql.begin(async (tx) => {
      await tx`select set_config('hi.viewer', 'user', true), set_config('hi.role', 'owner', true),
        set_config('hi.org_id', ${ownerA.orgId}, true), set_config('hi.user_id', ${ownerA.userId}, true)`;
      expect(await tx`select from api_keys where id = ${b.id}`).toHaveLength(0);
      expect(await tx`update api_keys set revoked_at = now() where id = ${b.id} returning id`).toHaveLength(
        0,
      );
      expect(await tx`select from refresh_tokens where user_id = ${ownerB.userId}`).toHaveLength(0);
    });
  });

  it("of somebody suspended is 401 on the next request", async () => {
    const person = await world.person(ownerA.orgId ?? "", "admin");
    const { headers } = await keyOf(person, ["auth:read_own_permissions"]);
    expect((await getMine(get("/api/rbac/my-permissions", headers))).status).toBe(200);
    await asSystem(world.test, (tx) => tx`update users set is_active = false where id = ${person.userId}`);
    expect((await getMine(get("/api/rbac/my-permissions", headers))).status).toBe(401);
  });
});

describe("what is sent", () => {
  it("may hold no field that the contract does not name", async () => {
    const { headers } = await keyOf(ownerA, ["auth:read_own_permissions"]);
    const bodies = [
      { permissions: ["market:read"], role: "owner" },
      { permissions: ["market:read"], userId: ownerB.userId },
      { permissions: ["market:read"], __proto__x: 1 },
    ];
    for (const body of bodies) {
      expect((await postCheck(post("/api/rbac/check", JSON.stringify(body), headers))).status).toBe(400);
    }
    const grants = [
      { apiKey: "x", userId: ownerA.userId },
      { identifier: "a@b.example", password: "x", role: "owner" },
      { refreshToken: "x", familyId: "y" },
      {},
      [],
      null,
      "x",
      { identifier: ["a@b.example"], password: { $ne: null } },
    ];
    for (const grant of grants) {
      expect((await postToken(post("/api/auth/token", JSON.stringify(grant)))).status).toBe(400);
    }
  });

  it("has limits: a megabyte of JSON, a page of 1e9, thousands of questions and deep nesting are 4xx", async () => {
    const { headers } = await keyOf(ownerA, ["auth:read_own_permissions"]);
    const check = (body: string) => postCheck(post("/api/rbac/check", body, headers));
    const huge = JSON.stringify({ permissions: ["x".repeat(1_100_000)] });
    const many = JSON.stringify({ permissions: Array.from({ length: 10_000 }, () => "market:read") });
    const deep = `{"permissions":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    for (const body of [huge, many, deep]) expect((await check(body)).status).toBe(400);
    for (const query of ["limit=1e9", "limit=0", "limit=-1", "limit=abc", "before=' or 1=1", "offset=5"]) {
      expect((await getKeys(get(`/api/keys?${query}`, headers))).status).toBe(400);
    }
    expect((await postRefresh(post("/api/auth/token/refresh", huge))).status).toBe(400);
  });

  it("is refused from a foreign page, also without any credentials", async () => {
    const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    const body = JSON.stringify({ refreshToken: "x" });
    expect((await postRefresh(post("/api/auth/token/refresh", body, foreign))).status).toBe(403);
  });

  it("as a permission that does not exist is refused with the reason", async () => {
    const { headers } = await keyOf(ownerA, ["auth:read_own_permissions"]);
    const permissions = ["auth:read_own_permissions", "constructor", "market:read", "auth:change_people"];
    const response = await postCheck(post("/api/rbac/check", JSON.stringify({ permissions }), headers));
    const { isAllowed, decisions } = await response.json();
    expect(isAllowed).toBe(false);
    expect(decisions.map((each: { isAllowed: boolean; why: string }) => [each.isAllowed, each.why])).toEqual([
      [true, "Owners may see the permission table and why they may do what they do."],
      [false, "There is no such permission."],
      [false, "Owners may see price, network and fees with source and age. This key was not given it."],
      [
        false,
        "Owners may change roles, sites and expiry of people, suspend and remove them. Keys and tokens may not; it is done at a browser.",
      ],
    ]);
  });
});
