import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { revokeKey } from "@/lib/modules/auth/keys/commands";
import { asSystem, type KeyWorld, makeKey, openKeyWorld } from "@/lib/modules/auth/keys/key-world.fixture";
import { endAccess } from "@/lib/modules/auth/sessions/end-sessions";
import { env, resetEnvironment } from "@/lib/server/env";
import { readAccessToken } from "@/lib/server/identity/read-access-token";
import { testRequest, visitor } from "@/lib/server/testing/viewers";
import { withTransaction } from "@/lib/server/transaction";
import type { UserViewer } from "@/lib/server/viewer";
import { refreshTokens, revokeTokens, tokensByKey } from "./commands";
import type { Tokens } from "./schema";
import { beginFamily } from "./token-family";

let world: KeyWorld;
let orgId: string;
let person: UserViewer;

beforeAll(async () => {
  world = await openKeyWorld();
  orgId = await world.company("Company A");
  person = await world.person(orgId, "operator");
});
afterAll(() => world.close());

/** Tokens as a right password gives them. */
const tokensOf = ({ userId, orgId: companyId }: UserViewer) =>
  withTransaction({ kind: "system", name: "test" }, (tx) =>
    beginFamily(tx, { userId, orgId: companyId, apiKeyId: null }),
  );
const viewerOf = ({ accessToken }: Pick<Tokens, "accessToken">) => readAccessToken(accessToken, testRequest);
const refused = { code: "unauthenticated" };

describe("an access token", () => {
  it("acts as its person, with all of the role that programs may do, and is never confirmed", async () => {
    const viewer = await viewerOf(await tokensOf(person));
    expect(viewer).toMatchObject({
      userId: person.userId,
      orgId,
      role: "operator",
      via: "access_token",
      isConfirmed: false,
    });
    expect(viewer?.permissions.has("hosting:restart_miners")).toBe(true);
    expect(viewer?.permissions.has("auth:manage_own_keys")).toBe(false);
    expect(viewer?.permissions.has("auth:manage_own_account")).toBe(false);
  });

  it("carries no role: a new role counts at once", async () => {
    const member = await world.person(orgId, "admin");
    const tokens = await tokensOf(member);
    await asSystem(
      world.test,
      (tx) => tx`update memberships set role = 'guest' where user_id = ${member.userId}`,
    );
    const viewer = await viewerOf(tokens);
    expect(viewer?.role).toBe("guest");
    expect(viewer?.permissions.has("auth:read_people")).toBe(false);
  });

  it.each([
    ["the person is suspended", "update users set is_active = false where id = $1"],
    ["the person is erased", "update users set erased_at = now() where id = $1"],
    ["they are suspended in the company", "update memberships set is_active = false where user_id = $1"],
    ["their access ended", "update memberships set expires_at = now() - interval '1 s' where user_id = $1"],
    ["they left the company", "delete from memberships where user_id = $1"],
    [
      "the password was changed",
      "update users set password_changed_at = now() + interval '1 s' where id = $1",
    ],
    ["30 days have passed", "update refresh_tokens set expires_at = now() where user_id = $1"],
  ])("is refused once %s, and so is its refresh token", async (_what, change) => {
    const member = await world.person(orgId, "operator");
    const tokens = await tokensOf(member);
    expect(await viewerOf(tokens)).not.toBeNull();
    await asSystem(world.test, (tx) => tx.unsafe(change, [member.userId]));
    expect(await viewerOf(tokens)).toBeNull();
    await expect(refreshTokens(visitor, tokens.refreshToken)).rejects.toMatchObject(refused);
  });

  it("of a person in no company is a guest's", async () => {
    const viewer = await viewerOf(await tokensOf({ ...person, orgId: null }));
    expect(viewer).toMatchObject({ orgId: null, role: "guest" });
  });
});

describe("a token got for a key", () => {
  it("does what the key may do and nothing else", async () => {
    const { secret } = await makeKey(person, { scopes: ["market:read"] });
    const tokens = await tokensByKey(visitor, secret);
    const next = await refreshTokens(visitor, tokens.refreshToken);
    for (const each of [tokens, next]) {
      expect((await viewerOf(each))?.permissions).toEqual(new Set(["market:read"]));
    }
  });

  it("ends with the key", async () => {
    const { key, secret } = await makeKey(person);
    const tokens = await tokensByKey(visitor, secret);
    expect(await viewerOf(tokens)).not.toBeNull();
    await revokeKey(person, { id: key.id });
    expect(await viewerOf(tokens)).toBeNull();
    await expect(refreshTokens(visitor, tokens.refreshToken)).rejects.toMatchObject(refused);
    await expect(tokensByKey(visitor, secret)).rejects.toMatchObject(refused);
  });
});

describe("a refresh token", () => {
  it("gives the next pair, ends when the first would have ended, and only its hash is kept", async () => {
    const first = await tokensOf(person);
    const second = await refreshTokens(visitor, first.refreshToken);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(second.refreshExpiresAt).toBe(first.refreshExpiresAt);
    expect(await viewerOf(second)).not.toBeNull();
    const daysAhead = (Date.parse(first.refreshExpiresAt) - Date.now()) / 86_400_000;
    expect(daysAhead).toBeGreaterThan(29.99);
    expect(daysAhead).toBeLessThan(30.01);
    await asSystem(world.test, async (tx) => {
      const [{ dump } = { dump: "" }] = await tx<{ dump: string }[]>`
        select json_agg(r)::text as dump from refresh_tokens r`;
      expect(dump).not.toContain(first.refreshToken);
      expect(dump).not.toContain(second.refreshToken);
    });
  });

  it("used twice ends its family, the tokens of the rightful user included, and says so in the trail", async () => {
    const member = await world.person(orgId, "operator");
    const stolen = await tokensOf(member);
    const other = await tokensOf(member);
    const next = await refreshTokens(visitor, stolen.refreshToken);
    await expect(refreshTokens(visitor, stolen.refreshToken)).rejects.toMatchObject(refused);
    await expect(refreshTokens(visitor, next.refreshToken)).rejects.toMatchObject(refused);
    expect(await viewerOf(next)).toBeNull();
    // Another sign-in of the same person goes on.
    expect(await viewerOf(other)).not.toBeNull();
    await asSystem(world.test, async (tx) => {
      const ends = await tx`select after, org_id from audit_entries
        where action = 'auth.tokens_ended' and object_id = ${member.userId}`;
      expect(ends).toEqual([{ after: { why: "used_twice" }, org_id: orgId }]);
    });
  });

  it("used fifty times at once works once at most, and leaves nothing that works", async () => {
    const { refreshToken } = await tokensOf(person);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => refreshTokens(visitor, refreshToken)),
    );
    const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
    expect(won).toHaveLength(1);
    for (const { value } of won) {
      expect(await viewerOf(value)).toBeNull();
      await expect(refreshTokens(visitor, value.refreshToken)).rejects.toMatchObject(refused);
    }
  });

  it("that never was is refused, and so is an access token in its place", async () => {
    const { accessToken } = await tokensOf(person);
    for (const text of ["", "x", "0".repeat(43), accessToken]) {
      await expect(refreshTokens(visitor, text)).rejects.toMatchObject(refused);
    }
  });
});

describe("ending tokens", () => {
  it("refuses access and refresh tokens from the next request on, and answers the same for what is no token", async () => {
    const tokens = await tokensOf(person);
    expect(await revokeTokens(visitor, tokens.refreshToken)).toEqual({ revoked: true });
    expect(await revokeTokens(visitor, tokens.refreshToken)).toEqual({ revoked: true });
    expect(await revokeTokens(visitor, "nonsense")).toEqual({ revoked: true });
    expect(await viewerOf(tokens)).toBeNull();
    await expect(refreshTokens(visitor, tokens.refreshToken)).rejects.toMatchObject(refused);
  });

  it("by signing out everywhere ends all of the person's and nobody else's", async () => {
    const member = await world.person(orgId, "sales");
    const [mine, mineToo, others] = [await tokensOf(member), await tokensOf(member), await tokensOf(person)];
    await withTransaction({ kind: "system", name: "test" }, (tx) =>
      endAccess(tx, member.userId, "signed_out_everywhere"),
    );
    expect([await viewerOf(mine), await viewerOf(mineToo)]).toEqual([null, null]);
    expect(await viewerOf(others)).not.toBeNull();
  });
});

describe("a rotated signing key", () => {
  it("still opens tokens signed before, and a key that is gone does not", async () => {
    const keys = env().SECRET_KEYS ?? "";
    const tokens = await tokensOf(person);
    vi.stubEnv("SECRET_KEYS", `new:${"C".repeat(43)}=,${keys}`);
    resetEnvironment();
    expect(await viewerOf(tokens)).not.toBeNull();
    vi.stubEnv("SECRET_KEYS", `new:${"C".repeat(43)}=`);
    resetEnvironment();
    expect(await viewerOf(tokens)).toBeNull();
    vi.stubEnv("SECRET_KEYS", keys);
    resetEnvironment();
  });
});
