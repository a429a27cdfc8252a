import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findApiKeyViewer } from "@/lib/server/identity/find-api-key";
import { testRequest, userViewer } from "@/lib/server/testing/viewers";
import type { UserViewer } from "@/lib/server/viewer";
import { revokeKey } from "./commands";
import { asSystem, type KeyWorld, makeKey, openKeyWorld } from "./key-world.fixture";
import { listKeys } from "./queries";
import { createKeySchema } from "./schema";

const everything = { limit: 100 };
let world: KeyWorld;
let orgId: string;
let admin: UserViewer;
let operator: UserViewer;
let stranger: UserViewer;

beforeAll(async () => {
  world = await openKeyWorld();
  orgId = await world.company("Company A");
  admin = await world.person(orgId, "admin");
  operator = await world.person(orgId, "operator");
  stranger = await world.person(await world.company("Company B"), "owner");
});
afterAll(() => world.close());

const viewerOf = (secret: string) => findApiKeyViewer(secret, testRequest);

describe("createKey", () => {
  it("answers the secret once; the database, dumped, holds only its hash", async () => {
    const { key, secret } = await makeKey(operator, { name: "Energy dashboard" });
    expect(secret.startsWith(key.prefix)).toBe(true);
    await asSystem(world.test, async (tx) => {
      const [{ dump } = { dump: "" }] = await tx<{ dump: string }[]>`
        select (select json_agg(k) from api_keys k)::text || (select json_agg(a) from audit_entries a)::text as dump`;
      expect(dump).toContain("Energy dashboard");
      expect(dump).not.toContain(secret.split("_")[3]);
    });
    const { keys } = await listKeys(operator, everything);
    expect(JSON.stringify(keys)).not.toContain(secret.split("_")[3]);
  });

  it("gives no more than its maker has, nothing dangerous and nothing that does not exist", async () => {
    await expect(makeKey(operator, { scopes: ["market:read", "treasury:read"] })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "scopes[1]", value: "treasury:read" }],
    });
    for (const scope of ["auth:change_people", "auth:manage_own_account", "treasury:everything", "*"]) {
      expect(createKeySchema.safeParse({ name: "x", scopes: [scope], expiresInDays: null }).success).toBe(
        false,
      );
    }
  });

  it("takes no field that is not the person's to set", () => {
    const body = { name: "x", scopes: ["market:read"], expiresInDays: null };
    expect(createKeySchema.safeParse(body).success).toBe(true);
    for (const more of [
      { orgId },
      { userId: "u" },
      { role: "owner" },
      { keyHash: "0" },
      { id: "abcdefgh" },
    ]) {
      expect(createKeySchema.safeParse({ ...body, ...more }).success).toBe(false);
    }
  });

  it("wants the person confirmed, and is closed to guests, keys and people without a company", async () => {
    const unconfirmed = userViewer(operator, { isConfirmed: false });
    await expect(makeKey(unconfirmed)).rejects.toMatchObject({ reason: "confirm_identity" });
    const guest = await world.person(orgId, "guest");
    await expect(makeKey(guest)).rejects.toMatchObject({ code: "forbidden" });
    const { secret } = await makeKey(admin, { scopes: ["auth:read_own_permissions"] });
    const key = await viewerOf(secret);
    expect(key).not.toBeNull();
    if (key !== null) await expect(makeKey(key)).rejects.toMatchObject({ code: "forbidden" });
    await expect(makeKey(userViewer({ ...operator, orgId: null }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("lets a person have fifty that work, also when many are asked for at once", async () => {
    const collector = await world.person(orgId, "sales");
    const made = await Promise.allSettled(Array.from({ length: 55 }, () => makeKey(collector)));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(50);
    await expect(makeKey(collector)).rejects.toMatchObject({ code: "conflict" });
    const [first] = (await listKeys(collector, everything)).keys;
    await revokeKey(collector, { id: first?.id ?? "" });
    await expect(makeKey(collector)).resolves.toBeDefined();
  });
});

describe("listKeys", () => {
  it("shows people their own, admins all of the company, and strangers none", async () => {
    const { key } = await makeKey(operator);
    const has = async (viewer: UserViewer) =>
      (await listKeys(viewer, everything)).keys.find(({ id }) => id === key.id);
    expect(await has(operator)).toMatchObject({ isOwn: true, state: "works" });
    expect(await has(admin)).toMatchObject({ isOwn: false, owner: { id: operator.userId } });
    expect(await has(await world.person(orgId, "operator"))).toBeUndefined();
    expect(await has(await world.person(orgId, "customer"))).toBeUndefined();
    expect(await has(stranger)).toBeUndefined();
  });

  it("shows an admin's key only that admin's own keys", async () => {
    await makeKey(operator);
    const { secret } = await makeKey(admin, { scopes: ["auth:read_own_permissions"] });
    const viewer = await viewerOf(secret);
    if (viewer === null) throw new Error("the key was refused");
    const { keys } = await listKeys(viewer, everything);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.every(({ isOwn }) => isOwn)).toBe(true);
  });

  it("comes in pages without gap or repetition", async () => {
    const person = await world.person(orgId, "operator");
    const made = [];
    for (let count = 0; count < 5; count += 1) made.push((await makeKey(person)).key.id);
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const { keys, next } = await listKeys(person, { limit: 2, before });
      seen.push(...keys.map(({ id }) => id));
      before = next ?? undefined;
    } while (before !== undefined);
    expect(seen).toEqual(made.reverse());
  });
});

describe("revokeKey", () => {
  it("stops a key from the next request on, for good", async () => {
    const { key, secret } = await makeKey(operator);
    expect(await viewerOf(secret)).not.toBeNull();
    expect(await revokeKey(operator, { id: key.id })).toMatchObject({ state: "revoked" });
    expect(await viewerOf(secret)).toBeNull();
    const again = await revokeKey(operator, { id: key.id });
    expect(again.state).toBe("revoked");
    await asSystem(world.test, async (tx) => {
      const entries = await tx`select action from audit_entries where object_id = ${key.id} order by at`;
      expect(entries.map(({ action }) => action)).toEqual(["auth.api_key_created", "auth.api_key_revoked"]);
    });
  });

  it("is open to admins of the company, and says 404 to everybody else", async () => {
    const { key, secret } = await makeKey(operator);
    const colleague = await world.person(orgId, "site_manager");
    for (const other of [colleague, stranger]) {
      await expect(revokeKey(other, { id: key.id })).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await viewerOf(secret)).not.toBeNull();
    await revokeKey(admin, { id: key.id });
    expect(await viewerOf(secret)).toBeNull();
  });
});

describe("a key", () => {
  it("acts in its company with its owner's role and its scopes, and is never confirmed", async () => {
    const { key, secret } = await makeKey(operator, { scopes: ["market:read", "hosting:read"] });
    expect(await viewerOf(secret)).toMatchObject({
      userId: operator.userId,
      orgId,
      role: "operator",
      permissions: new Set(["market:read", "hosting:read"]),
      via: "api_key",
      credentialId: key.id,
      isConfirmed: false,
    });
  });

  it("with the right id and another secret is refused", async () => {
    const [one, other] = [await makeKey(operator), await makeKey(operator)];
    await asSystem(
      world.test,
      (tx) =>
        tx`update api_keys set key_hash = (select key_hash from api_keys where id = ${other.key.id}) where id = ${one.key.id}`,
    );
    expect(await viewerOf(one.secret)).toBeNull();
    expect(await viewerOf(other.secret)).not.toBeNull();
  });

  it("loses what its owner loses, at once", async () => {
    const person = await world.person(orgId, "admin");
    const { secret } = await makeKey(person, { scopes: ["auth:read_audit", "market:read"] });
    await asSystem(
      world.test,
      (tx) => tx`update memberships set role = 'customer' where user_id = ${person.userId}`,
    );
    expect((await viewerOf(secret))?.permissions).toEqual(new Set(["market:read"]));
  });

  it.each([
    ["the person is suspended", "update users set is_active = false where id = $1"],
    ["the person is erased", "update users set erased_at = now() where id = $1"],
    ["the person is suspended in the company", "update memberships set is_active = false where user_id = $1"],
    [
      "their access has ended",
      "update memberships set expires_at = now() - interval '1 second' where user_id = $1",
    ],
    ["they are no longer in the company", "delete from memberships where user_id = $1"],
    ["the key has expired", "update api_keys set expires_at = now() where user_id = $1"],
  ])("is refused once %s", async (_what, change) => {
    const person = await world.person(orgId, "operator");
    const { secret } = await makeKey(person);
    expect(await viewerOf(secret)).not.toBeNull();
    await asSystem(world.test, (tx) => tx.unsafe(change, [person.userId]));
    expect(await viewerOf(secret)).toBeNull();
  });

  it("is refused once the company is closed", async () => {
    const closing = await world.company("Closing");
    const { secret } = await makeKey(await world.person(closing, "owner"));
    await asSystem(world.test, (tx) => tx`update companies set closed_at = now() where id = ${closing}`);
    expect(await viewerOf(secret)).toBeNull();
  });

  it("notes its last use and from where, at most once a minute", async () => {
    const { key, secret } = await makeKey(operator);
    const used = async () => (await listKeys(operator, everything)).keys.find(({ id }) => id === key.id);
    expect(await used()).toMatchObject({ lastUsedAt: null, lastUsedAddress: null });
    await viewerOf(secret);
    const first = await used();
    expect(first).toMatchObject({ lastUsedAddress: testRequest.address });
    const elsewhere = { ...testRequest, address: "198.51.100.7" };
    await findApiKeyViewer(secret, elsewhere);
    expect(await used()).toEqual(first);
    await asSystem(
      world.test,
      (tx) => tx`update api_keys set last_used_at = now() - interval '61 seconds' where id = ${key.id}`,
    );
    await findApiKeyViewer(secret, elsewhere);
    expect(await used()).toMatchObject({ lastUsedAddress: "198.51.100.7" });
  });
});
