import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type FactorWorld,
  openFactorWorld,
  visitorFrom,
  type WorldPerson,
} from "@/lib/modules/auth/factors/factor-world";
import { codeOf } from "@/lib/modules/auth/totp/code-of.fixture";
import { beginTotp, confirmTotp } from "@/lib/modules/auth/totp/commands";
import { withTransaction } from "@/lib/server/transaction";
import { removePasskey, renamePasskey } from "./commands";
import { beginPasskeyConfirm, confirmByPasskey } from "./confirm-by-passkey";
import { listPasskeys } from "./queries";
import { beginPasskey, registerPasskey } from "./register-passkey";
import { beginPasskeySignIn, signInByPasskey } from "./sign-in-by-passkey";
import { type Deviation, SoftwareAuthenticator } from "./software-authenticator.fixture";

const origin = "https://mine.example.com";
let world: FactorWorld;
beforeAll(async () => {
  world = await openFactorWorld(origin);
});
afterAll(() => world.close());

const signIn = { kind: "system", name: "sign-in" } as const;
let addresses = 0;
const visitor = () => visitorFrom(`198.51.100.${++addresses}`);

async function register(person: WorldPerson, deviation: Deviation = {}, name = "Phone") {
  const device = new SoftwareAuthenticator(origin);
  const response = device.create(await beginPasskey(person.viewer), deviation);
  const { id } = await registerPasskey(person.viewer, { name, response });
  return { device, id };
}

/** A person with a passkey. */
async function owner() {
  const person = await world.person();
  return { person, ...(await register(person)) };
}

async function signInWith(device: SoftwareAuthenticator, deviation: Deviation = {}) {
  const options = await beginPasskeySignIn(visitor());
  return signInByPasskey(visitor(), { response: device.get(options, deviation) });
}

/** What a page elsewhere, another relying party, and a careless device would say. */
const wrongs: readonly (readonly [string, Deviation])[] = [
  ["from a page elsewhere", { origin: "https://mine.example.com.evil.example" }],
  ["from another port of the host", { origin: "https://mine.example.com:8443" }],
  ["for another relying party", { rpId: "example.com" }],
  ["to a question nobody asked", { challenge: Buffer.alloc(32, 7).toString("base64url") }],
  ["of the other kind", { type: "webauthn.other" }],
  ["without the person verified", { isUserVerified: false }],
];

describe("registering a passkey", () => {
  it("keeps its public key, writes it down and mails the person", async () => {
    const mails = await world.mails();
    const { person, id } = await owner();
    const { passkeys, origin: shown } = await listPasskeys(person.viewer);
    expect(passkeys).toMatchObject([{ id, name: "Phone", isBackedUp: true, lastUsedAt: null }]);
    expect(shown).toBe(origin);
    expect((await world.mails()) - mails).toBe(1);
    expect(await world.trail(person.userId)).toContain("auth.passkey_added");
  });

  it("asks for the person's verification and names the passkeys that are there", async () => {
    const { person, device } = await owner();
    const options = await beginPasskey(person.viewer);
    expect(options.rp).toEqual({ name: "HashInsight", id: "mine.example.com" });
    expect(options.authenticatorSelection).toMatchObject({
      residentKey: "preferred",
      userVerification: "required",
    });
    expect(options.excludeCredentials).toMatchObject([{ id: device.credentialId }]);
  });

  it.each(wrongs)("refuses an answer %s", async (_, deviation) => {
    const person = await world.person();
    await expect(register(person, deviation)).rejects.toMatchObject({ code: "invalid" });
    expect((await listPasskeys(person.viewer)).passkeys).toEqual([]);
  });

  it("refuses a replay, somebody else's question, and one that is older than five minutes", async () => {
    const [person, other] = [await world.person(), await world.person()];
    const device = new SoftwareAuthenticator(origin);
    const response = device.create(await beginPasskey(person.viewer));
    await expect(registerPasskey(other.viewer, { name: "x", response })).rejects.toMatchObject({
      code: "invalid",
    });
    await registerPasskey(person.viewer, { name: "x", response });
    await expect(registerPasskey(person.viewer, { name: "x", response })).rejects.toMatchObject({
      code: "invalid",
    });
    const late = new SoftwareAuthenticator(origin).create(await beginPasskey(person.viewer));
    await withTransaction(signIn, (tx) =>
      tx.execute(sql`update sign_in_challenges set expires_at = app_now() - interval '1 second'`),
    );
    await expect(registerPasskey(person.viewer, { name: "x", response: late })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("gives a credential to one account only", async () => {
    const { device } = await owner();
    const thief = await world.person();
    const response = device.create(await beginPasskey(thief.viewer));
    await expect(registerPasskey(thief.viewer, { name: "x", response })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("wants the person confirmed and in a browser", async () => {
    const { person, id } = await owner();
    const byKey = { ...person.viewer, via: "api_key" } as const;
    for (const viewer of [person.unconfirmed, byKey, visitor()]) {
      await expect((async () => beginPasskey(viewer))()).rejects.toMatchObject({
        code: viewer.kind === "visitor" ? "unauthenticated" : "forbidden",
      });
      await expect((async () => removePasskey(viewer, { id }))()).rejects.toThrow();
    }
  });
});

describe("signing in with a passkey", () => {
  it("needs no name and no second factor", async () => {
    const { person, device } = await owner();
    const { secret } = await beginTotp(person.viewer);
    await confirmTotp(person.viewer, { code: codeOf(secret) });
    const options = await beginPasskeySignIn(visitor());
    expect(options.allowCredentials ?? []).toEqual([]);
    expect(options.userVerification).toBe("required");
    const outcome = await signInByPasskey(visitor(), { response: device.get(options), next: "/account" });
    expect(outcome).toMatchObject({ kind: "signed_in", userId: person.userId, next: "/account" });
    expect(await world.logins(person.userId)).toEqual(["succeeded"]);
    const [used] = (await listPasskeys(person.viewer)).passkeys;
    expect(used?.lastUsedAt).not.toBeNull();
  });

  it("refuses a replay", async () => {
    const { person, device } = await owner();
    const response = device.get(await beginPasskeySignIn(visitor()));
    expect((await signInByPasskey(visitor(), { response })).kind).toBe("signed_in");
    expect((await signInByPasskey(visitor(), { response })).kind).toBe("refused");
    expect(await world.logins(person.userId)).toEqual(["succeeded", "wrong_signature"]);
  });

  it("gives one session for 50 uses of one answer at once, also from a device that does not count", async () => {
    const person = await world.person();
    const { device } = await register(person, { counter: 0 });
    const response = device.get(await beginPasskeySignIn(visitor()), { counter: 0 });
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        signInByPasskey(visitorFrom(`203.0.113.${at}`), { response }).catch((error) => error),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === "signed_in")).toHaveLength(1);
  });

  it.each([
    ...wrongs,
    ["that another key signed", { isForged: true }],
    ["that names another person", { userHandle: Buffer.from("somebody else").toString("base64url") }],
  ] as const)("refuses an answer %s, and uses up the question", async (_, deviation: Deviation) => {
    const { person, device } = await owner();
    const options = await beginPasskeySignIn(visitor());
    const wrong = await signInByPasskey(visitor(), { response: device.get(options, deviation) });
    expect(wrong.kind).toBe("refused");
    expect(await world.logins(person.userId)).toEqual(["wrong_signature"]);
    if (deviation.challenge !== undefined) return;
    const right = await signInByPasskey(visitor(), { response: device.get(options) });
    expect(right.kind).toBe("refused");
  });

  it("refuses a counter that went back or stood still, which a copied device shows", async () => {
    const { device } = await owner();
    expect((await signInWith(device, { counter: 10 })).kind).toBe("signed_in");
    expect((await signInWith(device, { counter: 9 })).kind).toBe("refused");
    expect((await signInWith(device, { counter: 10 })).kind).toBe("refused");
    expect((await signInWith(device, { counter: 0 })).kind).toBe("refused");
    expect((await signInWith(device, { counter: 11 })).kind).toBe("signed_in");
  });

  it("takes a counter up to the largest there is", async () => {
    const { device } = await owner();
    expect((await signInWith(device, { counter: 0xffff_ffff })).kind).toBe("signed_in");
  });

  it("refuses a passkey that is not known, was removed, or belongs to somebody suspended, in the same words", async () => {
    const unknown = await signInWith(new SoftwareAuthenticator(origin), { userHandle: "eA" });
    expect(unknown.kind).toBe("refused");
    const { person, device, id } = await owner();
    await removePasskey(person.viewer, { id });
    expect(await signInWith(device)).toEqual(unknown);
    const other = await owner();
    await withTransaction(signIn, (tx) =>
      tx.execute(sql`update users set is_active = false where id = ${other.person.userId}`),
    );
    expect(await signInWith(other.device)).toEqual(unknown);
  });

  it("refuses an answer to a question of step-up", async () => {
    const { person, device } = await owner();
    const response = device.get(await beginPasskeyConfirm(person.viewer));
    expect((await signInByPasskey(visitor(), { response })).kind).toBe("refused");
  });

  it("is throttled for a passkey", async () => {
    const { device } = await owner();
    const from = visitorFrom("192.0.2.201");
    const attempt = async () =>
      signInByPasskey(from, { response: device.get(await beginPasskeySignIn(from), { isForged: true }) });
    for (let time = 0; time < 5; time += 1) expect((await attempt()).kind).toBe("refused");
    await expect(attempt()).rejects.toMatchObject({ code: "limited", retryAfterSeconds: expect.any(Number) });
  });
});

describe("confirming by a passkey that it is oneself", () => {
  it("opens dangerous acts under a new session id", async () => {
    const { person, device } = await owner();
    await withTransaction(signIn, (tx) =>
      tx.execute(sql`
        update user_sessions set confirmed_at = app_now() - interval '1 hour' where id = ${person.sessionId}`),
    );
    const response = device.get(await beginPasskeyConfirm(person.unconfirmed));
    const { sessionId } = await confirmByPasskey(person.unconfirmed, { response });
    const rows = await withTransaction(signIn, (tx) =>
      tx.execute(sql`
        select id, ended_reason, confirmed_at > app_now() - interval '1 minute' as is_fresh
        from user_sessions where user_id = ${person.userId} order by ended_at nulls last`),
    );
    expect(rows).toMatchObject([
      { id: person.sessionId, ended_reason: "replaced", is_fresh: false },
      { id: sessionId, ended_reason: null, is_fresh: true },
    ]);
  });

  it("refuses another person's passkey, a replay, and an answer to a question of signing in", async () => {
    const { person, device } = await owner();
    const other = await owner();
    const options = await beginPasskeyConfirm(person.viewer);
    const foreign = other.device.get(options);
    const forSignIn = device.get(await beginPasskeySignIn(visitor()));
    const right = device.get(await beginPasskeyConfirm(person.viewer));
    const { sessionId } = await confirmByPasskey(person.viewer, { response: right });
    const viewer = { ...person.viewer, credentialId: sessionId };
    for (const response of [foreign, forSignIn, right]) {
      await expect(confirmByPasskey(viewer, { response })).rejects.toMatchObject({ code: "invalid" });
    }
    await expect(
      confirmByPasskey(other.person.viewer, {
        response: device.get(await beginPasskeyConfirm(person.viewer)),
      }),
    ).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("one's passkeys", () => {
  it("can be renamed and removed by their owner, and are not there for anybody else", async () => {
    const { person, id } = await owner();
    const other = await world.person();
    await renamePasskey(person.viewer, { id, name: "Work phone" });
    expect((await listPasskeys(person.viewer)).passkeys).toMatchObject([{ name: "Work phone" }]);
    await expect(renamePasskey(other.viewer, { id, name: "mine" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(removePasskey(other.viewer, { id })).rejects.toMatchObject({ code: "not_found" });
    expect((await listPasskeys(other.viewer)).passkeys).toEqual([]);
    await removePasskey(person.viewer, { id });
    expect((await listPasskeys(person.viewer)).passkeys).toEqual([]);
    expect(await world.trail(id)).toEqual([
      "auth.passkey_added",
      "auth.passkey_renamed",
      "auth.passkey_removed",
    ]);
  });
});
