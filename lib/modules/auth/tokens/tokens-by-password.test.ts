import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { visitorFrom } from "@/lib/modules/auth/factors/factor-world";
import { asSystem, type KeyWorld, openKeyWorld } from "@/lib/modules/auth/keys/key-world.fixture";
import { beginTotp, confirmTotp } from "@/lib/modules/auth/totp/commands";
import { readAccessToken } from "@/lib/server/identity/read-access-token";
import { hashPassword } from "@/lib/server/passwords/hash-password";
import { testRequest } from "@/lib/server/testing/viewers";
import type { UserViewer } from "@/lib/server/viewer";
import { tokensByPassword } from "./tokens-by-password";

const password = "a right long password";
const refused = { code: "unauthenticated" };
let world: KeyWorld;
let orgId: string;
let addresses = 0;

beforeAll(async () => {
  world = await openKeyWorld();
  orgId = await world.company("Company A");
});
afterAll(() => world.close());

/** From an address that nobody used before, so that the throttle by address stays out of it. */
const from = () => visitorFrom(`198.51.100.${++addresses}`);

async function personWithPassword() {
  const person = await world.person(orgId, "operator");
  const hash = await hashPassword(password);
  await asSystem(
    world.test,
    (tx) => tx`update users set password_hash = ${hash} where id = ${person.userId}`,
  );
  return { person, identifier: `${person.userId}@demo.example` };
}

async function loginsOf({ userId }: UserViewer): Promise<readonly string[]> {
  let outcomes: string[] = [];
  await asSystem(world.test, async (tx) => {
    const rows = await tx<{ said: string }[]>`
      select method || ' ' || outcome as said from login_records where user_id = ${userId} order by id`;
    outcomes = rows.map(({ said }) => said);
  });
  return outcomes;
}

describe("tokens by password", () => {
  it("are given for the right one, act in the person's company, and stand in the login history", async () => {
    const { person, identifier } = await personWithPassword();
    const { accessToken } = await tokensByPassword(from(), { identifier, password });
    expect(await readAccessToken(accessToken, testRequest)).toMatchObject({ userId: person.userId, orgId });
    expect(await loginsOf(person)).toEqual(["api_token succeeded"]);
  });

  it("are refused in the same words for a wrong password, an empty one and an account that is not there", async () => {
    const { identifier } = await personWithPassword();
    const messages = new Set<string>();
    for (const grant of [
      { identifier, password: "wrong" },
      { identifier, password: "" },
      { identifier: "nobody@demo.example", password },
    ]) {
      const error = await tokensByPassword(from(), grant).catch((caught: unknown) => caught);
      expect(error).toMatchObject(refused);
      messages.add(error instanceof Error ? error.message : "");
    }
    expect(messages.size).toBe(1);
  });

  it("are throttled like signing in", async () => {
    const { identifier } = await personWithPassword();
    const viewer = from();
    const codes = [];
    for (let time = 0; time < 7; time += 1) {
      const error = await tokensByPassword(viewer, { identifier, password: "wrong" }).catch(
        (caught) => caught,
      );
      codes.push(error.code);
    }
    expect(codes[0]).toBe("unauthenticated");
    expect(codes.at(-1)).toBe("limited");
    await expect(tokensByPassword(viewer, { identifier, password })).rejects.toMatchObject({
      code: "limited",
      retryAfterSeconds: expect.any(Number),
    });
    await expect(tokensByPassword(from(), { identifier, password })).resolves.toBeDefined();
  });

  it("want the second factor's code, which works once", async () => {
    const { person, identifier } = await personWithPassword();
    const { secret } = await beginTotp(person);
    const codeAt = (steps: number) =>
      TOTP.generate({
        secret: Secret.fromBase32(secret.replaceAll(" ", "")),
        timestamp: Date.now() + steps * 30_000,
      });
    const { recoveryCodes } = await confirmTotp(person, { code: codeAt(-1) });
    await expect(tokensByPassword(from(), { identifier, password })).rejects.toMatchObject({
      ...refused,
      reason: "second_factor_wanted",
    });
    await expect(tokensByPassword(from(), { identifier, password, code: "not it" })).rejects.toMatchObject(
      refused,
    );
    const code = codeAt(0);
    await expect(tokensByPassword(from(), { identifier, password, code })).resolves.toBeDefined();
    await expect(tokensByPassword(from(), { identifier, password, code })).rejects.toMatchObject(refused);
    const [recovery = ""] = recoveryCodes;
    await expect(tokensByPassword(from(), { identifier, password, code: recovery })).resolves.toBeDefined();
    // A wrong password is not told that there is a second factor.
    const error = await tokensByPassword(from(), { identifier, password: "wrong" }).catch((caught) => caught);
    expect([error.code, error.reason]).toEqual(["unauthenticated", undefined]);
  });

  it("act for the company that was asked for, and never for one the person has no place in", async () => {
    const { person, identifier } = await personWithPassword();
    const other = await world.company("Company B");
    await expect(tokensByPassword(from(), { identifier, password, companyId: other })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "companyId" }],
    });
    await asSystem(
      world.test,
      (tx) => tx`insert into memberships (id, org_id, user_id, role)
        values (gen_random_uuid(), ${other}, ${person.userId}, 'customer')`,
    );
    const { accessToken } = await tokensByPassword(from(), { identifier, password, companyId: other });
    expect(await readAccessToken(accessToken, testRequest)).toMatchObject({ orgId: other, role: "customer" });
  });

  it("are refused to the suspended and the unverified", async () => {
    for (const change of ["is_active = false", "email_verified_at = null"]) {
      const { person, identifier } = await personWithPassword();
      await asSystem(world.test, (tx) =>
        tx.unsafe(`update users set ${change} where id = $1`, [person.userId]),
      );
      await expect(tokensByPassword(from(), { identifier, password })).rejects.toMatchObject(refused);
    }
  });
});
