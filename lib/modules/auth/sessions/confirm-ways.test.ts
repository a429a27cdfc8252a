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
import { confirmByAppCode } from "@/lib/modules/auth/totp/confirm-by-app-code";
import { linkedWallet } from "@/lib/modules/auth/wallets/test-wallet.fixture";
import { withTransaction } from "@/lib/server/transaction";
import { confirmWays } from "./queries";

let world: FactorWorld;
beforeAll(async () => {
  world = await openFactorWorld();
});
afterAll(() => world.close());

const system = { kind: "system", name: "sign-in" } as const;
const none = { password: false, passkey: false, wallet: false, appCode: false };

async function givePassword({ userId }: WorldPerson): Promise<void> {
  await withTransaction(system, (tx) =>
    tx.execute(sql`update users set password_hash = 'no password has this hash' where id = ${userId}`),
  );
}

async function givePasskey({ userId }: WorldPerson): Promise<void> {
  await withTransaction(system, (tx) =>
    tx.execute(sql`
      insert into passkeys (id, user_id, credential_id, public_key, counter, is_backed_up, name)
      values (gen_random_uuid(), ${userId}, ${userId}, 'AA', 0, false, 'Phone')`),
  );
}

/** Turns the second factor on; answers its secret, the code that is used up by it, and a recovery code. */
async function giveApp({ viewer }: WorldPerson) {
  const { secret } = await beginTotp(viewer);
  const usedCode = codeOf(secret);
  const { recoveryCodes } = await confirmTotp(viewer, { code: usedCode });
  return { secret, usedCode, recoveryCode: recoveryCodes[0] ?? "" };
}

/** Lets the code of this very step be used once more, as if the next step had come. */
async function nextStep({ userId }: WorldPerson): Promise<void> {
  await withTransaction(system, (tx) =>
    tx.execute(sql`update totp_factors set last_used_step = last_used_step - 1 where user_id = ${userId}`),
  );
}

describe("the ways to confirm that it is oneself", () => {
  it("are those that the person has, and nobody else's", async () => {
    const [person, other] = [await world.person(), await world.person()];
    expect(await confirmWays(person.unconfirmed)).toEqual(none);
    await givePasskey(person);
    await linkedWallet(person);
    expect(await confirmWays(person.unconfirmed)).toEqual({ ...none, passkey: true, wallet: true });
    expect(await confirmWays(other.unconfirmed)).toEqual(none);
  });

  it("hold the app's code only for whoever has no password", async () => {
    const person = await world.person();
    const { viewer } = person;
    await beginTotp(viewer);
    expect(await confirmWays(viewer)).toEqual(none);
    await giveApp(person);
    expect(await confirmWays(viewer)).toEqual({ ...none, appCode: true });
    await givePassword(person);
    expect(await confirmWays(viewer)).toEqual({ ...none, password: true });
  });

  it("are not told to keys of the API and visitors", async () => {
    const { viewer } = await world.person();
    await expect(confirmWays({ ...viewer, via: "api_key" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(confirmWays(visitorFrom("198.51.100.9"))).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("confirming by a code of the app", () => {
  it("opens dangerous acts under a new session id to somebody without a password", async () => {
    const person = await world.person();
    const { secret } = await giveApp(person);
    await withTransaction(system, (tx) =>
      tx.execute(sql`
        update user_sessions set confirmed_at = app_now() - interval '1 hour' where id = ${person.sessionId}`),
    );
    await nextStep(person);
    const { sessionId } = await confirmByAppCode(person.unconfirmed, { code: codeOf(secret) });
    const rows = await withTransaction(system, (tx) =>
      tx.execute(sql`
        select id, ended_reason, confirmed_at > app_now() - interval '1 minute' as is_fresh
        from user_sessions where user_id = ${person.userId} order by ended_at nulls last`),
    );
    expect(rows).toMatchObject([
      { id: person.sessionId, ended_reason: "replaced", is_fresh: false },
      { id: sessionId, ended_reason: null, is_fresh: true },
    ]);
    expect(await world.trail(person.userId)).toContain("auth.identity_confirmed");
  });

  it("takes no code twice, no wrong one and no recovery code, and ends after five tries", async () => {
    const person = await world.person();
    const { usedCode, recoveryCode } = await giveApp(person);
    const attempt = (code: string) => confirmByAppCode(person.unconfirmed, { code });
    for (const code of [usedCode, usedCode, "000000", recoveryCode, "000001"]) {
      await expect(attempt(code)).rejects.toMatchObject({ code: "invalid" });
    }
    await expect(attempt(usedCode)).rejects.toMatchObject({
      code: "limited",
      retryAfterSeconds: expect.any(Number),
    });
    expect(await world.trail(person.userId)).not.toContain("auth.identity_confirmed");
  });

  it("opens nothing to somebody who has a password: the app is the second of two factors", async () => {
    const person = await world.person();
    const { secret } = await giveApp(person);
    await givePassword(person);
    await nextStep(person);
    await expect(confirmByAppCode(person.unconfirmed, { code: codeOf(secret) })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
