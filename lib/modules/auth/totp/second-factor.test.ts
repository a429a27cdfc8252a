import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type FactorWorld,
  openFactorWorld,
  visitorFrom,
  type WorldPerson,
} from "@/lib/modules/auth/factors/factor-world";
import { withTransaction } from "@/lib/server/transaction";
import { beginSecondFactor } from "./begin-second-factor";
import { codeOf } from "./code-of.fixture";
import { beginTotp, confirmTotp, disableTotp, renewRecoveryCodes } from "./commands";
import { completeSecondFactor } from "./complete-second-factor";
import { getTotp } from "./queries";

let world: FactorWorld;
beforeAll(async () => {
  world = await openFactorWorld();
});
afterAll(() => world.close());

const signIn = { kind: "system", name: "sign-in" } as const;
let addresses = 0;
/** A visitor from an address nobody used before. */
const visitor = () => visitorFrom(`198.51.100.${++addresses}`);

/** A person with an app set up; the confirming code was the one of the step before, so that today's is free. */
async function enrolled() {
  const person = await world.person();
  const { secret } = await beginTotp(person.viewer);
  const { recoveryCodes } = await confirmTotp(person.viewer, { code: codeOf(secret, -1) });
  return { person, secret, recoveryCodes };
}

async function challengeFor(person: WorldPerson): Promise<string> {
  const challenge = await withTransaction(signIn, (tx) => beginSecondFactor(tx, person.userId));
  if (challenge === null) throw new Error("no second factor");
  return challenge;
}

const stored = (table: "totp_factors" | "recovery_codes" | "sign_in_challenges", userId: string) =>
  withTransaction(signIn, (tx) =>
    tx.execute(sql`select * from ${sql.identifier(table)} where user_id = ${userId}`),
  );

describe("setting up an authenticator app", () => {
  it("is on once the first right code was shown, and not before", async () => {
    const person = await world.person();
    const { secret, uri, qr } = await beginTotp(person.viewer);
    expect(uri).toContain(secret.replaceAll(" ", ""));
    expect(qr.path).toMatch(/^M\d+ \d+h1v1h-1z/);
    expect(await withTransaction(signIn, (tx) => beginSecondFactor(tx, person.userId))).toBeNull();
    const wrong = codeOf(secret) === "000000" ? "111111" : "000000";
    await expect(confirmTotp(person.viewer, { code: wrong })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "code" }],
    });
    expect(await getTotp(person.viewer)).toMatchObject({ isEnabled: false });
    const { recoveryCodes } = await confirmTotp(person.viewer, { code: codeOf(secret) });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await getTotp(person.viewer)).toMatchObject({ isEnabled: true, recoveryCodesLeft: 10 });
    expect(await challengeFor(person)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it("keeps neither the secret nor a recovery code readable, and writes neither into the trail", async () => {
    const { person, secret, recoveryCodes } = await enrolled();
    const dump = JSON.stringify([
      await stored("totp_factors", person.userId),
      await stored("recovery_codes", person.userId),
      await withTransaction(signIn, (tx) => tx.execute(sql`select * from audit_entries`)),
      await withTransaction(signIn, (tx) => tx.execute(sql`select * from audit_personal_values`)),
      await withTransaction(signIn, (tx) => tx.execute(sql`select * from event_outbox`)),
    ]);
    for (const hidden of [secret, secret.replaceAll(" ", ""), ...recoveryCodes]) {
      expect(dump).not.toContain(hidden);
      expect(dump).not.toContain(hidden.replaceAll("-", ""));
    }
  });

  it("does not open for a secret that was moved to another person's row", async () => {
    const { person, secret } = await enrolled();
    const other = await enrolled();
    await withTransaction(signIn, (tx) =>
      tx.execute(sql`
        update totp_factors set secret_envelope =
          (select secret_envelope from totp_factors where user_id = ${person.userId})
        where user_id = ${other.person.userId}`),
    );
    const challenge = await challengeFor(other.person);
    await expect(completeSecondFactor(visitor(), { challenge, code: codeOf(secret) })).rejects.toThrow();
  });

  it("wants the person confirmed, in a browser, and cannot be begun twice", async () => {
    const { person } = await enrolled();
    const byKey = { ...person.viewer, via: "api_key" } as const;
    for (const command of [beginTotp, disableTotp, renewRecoveryCodes]) {
      await expect((async () => command(person.unconfirmed))()).rejects.toMatchObject({
        code: "forbidden",
        reason: "confirm_identity",
      });
      await expect((async () => command(byKey))()).rejects.toMatchObject({ code: "forbidden" });
      await expect((async () => command(visitor()))()).rejects.toMatchObject({ code: "unauthenticated" });
    }
    await expect(beginTotp(person.viewer)).rejects.toMatchObject({ code: "conflict" });
  });

  it("leaves entries in the trail and mails the person, when it goes on and when it goes off", async () => {
    const before = await world.mails();
    const { person } = await enrolled();
    await renewRecoveryCodes(person.viewer);
    await disableTotp(person.viewer);
    expect(await world.trail(person.userId)).toEqual([
      "auth.totp_begun",
      "auth.totp_enabled",
      "auth.recovery_codes_renewed",
      "auth.totp_disabled",
    ]);
    expect((await world.mails()) - before).toBe(3);
    expect(await getTotp(person.viewer)).toEqual({ isEnabled: false, enabledAt: null, recoveryCodesLeft: 0 });
    expect(await withTransaction(signIn, (tx) => beginSecondFactor(tx, person.userId))).toBeNull();
  });
});

describe("signing in with a second factor", () => {
  it("ends in a session by the app's code, which works once", async () => {
    const { person, secret } = await enrolled();
    const code = codeOf(secret);
    const challenge = await challengeFor(person);
    const outcome = await completeSecondFactor(visitor(), { challenge, code, next: "/account" });
    expect(outcome).toMatchObject({ kind: "signed_in", userId: person.userId, next: "/account" });
    const again = await challengeFor(person);
    expect(await completeSecondFactor(visitor(), { challenge: again, code })).toMatchObject({
      kind: "refused",
    });
    expect(await world.logins(person.userId)).toEqual(["succeeded", "wrong_second_factor"]);
  });

  it("takes no code of a step before the last one taken", async () => {
    const { person, secret } = await enrolled();
    const newest = await completeSecondFactor(visitor(), {
      challenge: await challengeFor(person),
      code: codeOf(secret, 1),
    });
    expect(newest.kind).toBe("signed_in");
    const older = await completeSecondFactor(visitor(), {
      challenge: await challengeFor(person),
      code: codeOf(secret, 0),
    });
    expect(older.kind).toBe("refused");
  });

  it("takes a recovery code once, however it is typed, and mails how many are left", async () => {
    const { person, recoveryCodes } = await enrolled();
    const [first = ""] = recoveryCodes;
    const mails = await world.mails();
    const typed = ` ${first.toUpperCase().replaceAll("-", " ")} `;
    const outcome = await completeSecondFactor(visitor(), {
      challenge: await challengeFor(person),
      code: typed,
    });
    expect(outcome.kind).toBe("signed_in");
    expect((await world.mails()) - mails).toBeGreaterThanOrEqual(1);
    expect(await getTotp(person.viewer)).toMatchObject({ recoveryCodesLeft: 9 });
    const again = await completeSecondFactor(visitor(), {
      challenge: await challengeFor(person),
      code: first,
    });
    expect(again.kind).toBe("refused");
  });

  it("takes no recovery code that was replaced, and none of another person", async () => {
    const { person, recoveryCodes } = await enrolled();
    const other = await enrolled();
    await renewRecoveryCodes(person.viewer);
    for (const code of [recoveryCodes[0] ?? "", other.recoveryCodes[0] ?? ""]) {
      const challenge = await challengeFor(person);
      expect((await completeSecondFactor(visitor(), { challenge, code })).kind).toBe("refused");
    }
  });

  it("gives one session for 50 uses of one challenge and code at once", async () => {
    const { person, secret } = await enrolled();
    const challenge = await challengeFor(person);
    const code = codeOf(secret);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        completeSecondFactor(visitorFrom(`203.0.113.${at}`), { challenge, code }).catch(
          (error) => error.code,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.kind === "signed_in")).toHaveLength(1);
    const sessions = await withTransaction(signIn, (tx) =>
      tx.execute(sql`select id from user_sessions where user_id = ${person.userId}`),
    );
    expect(sessions).toHaveLength(2);
  });

  it("gives one session for one challenge answered with five recovery codes at once", async () => {
    const { person, recoveryCodes } = await enrolled();
    const challenge = await challengeFor(person);
    const outcomes = await Promise.all(
      recoveryCodes.slice(0, 5).map((code) => completeSecondFactor(visitor(), { challenge, code })),
    );
    expect(outcomes.filter((outcome) => outcome.kind === "signed_in")).toHaveLength(1);
    expect(await getTotp(person.viewer)).toMatchObject({ recoveryCodesLeft: 9 });
  });

  it("gives one session for 10 challenges answered with one recovery code at once", async () => {
    const { person, recoveryCodes } = await enrolled();
    const [code = ""] = recoveryCodes;
    const challenges = await Promise.all(Array.from({ length: 10 }, () => challengeFor(person)));
    const outcomes = await Promise.all(
      challenges.map((challenge) => completeSecondFactor(visitor(), { challenge, code })),
    );
    expect(outcomes.filter((outcome) => outcome.kind === "signed_in")).toHaveLength(1);
  });

  it("bears five wrong codes, after which the right one comes too late", async () => {
    const { person, secret } = await enrolled();
    const challenge = await challengeFor(person);
    for (let time = 0; time < 5; time += 1) {
      // Each from elsewhere, so that the throttle by address stays out of it.
      expect((await completeSecondFactor(visitor(), { challenge, code: "abc" })).kind).toBe("refused");
    }
    const late = await completeSecondFactor(visitor(), { challenge, code: codeOf(secret) });
    expect(late).toMatchObject({ kind: "refused", message: expect.stringContaining("Begin again") });
  });

  it("is throttled for a person, over all challenges, and says how long to wait", async () => {
    const { person, secret } = await enrolled();
    const from = visitorFrom("198.51.100.254");
    for (let time = 0; time < 5; time += 1) {
      await completeSecondFactor(from, { challenge: await challengeFor(person), code: "abc" });
    }
    const challenge = await challengeFor(person);
    await expect(completeSecondFactor(from, { challenge, code: codeOf(secret) })).rejects.toMatchObject({
      code: "limited",
      retryAfterSeconds: expect.any(Number),
    });
    const elsewhere = await completeSecondFactor(visitor(), { challenge, code: codeOf(secret) });
    expect(elsewhere.kind).toBe("signed_in");
  });

  it("is refused after five minutes, for a made-up challenge, and for one of another kind", async () => {
    const { person, secret } = await enrolled();
    const code = codeOf(secret);
    const old = await challengeFor(person);
    await withTransaction(signIn, (tx) =>
      tx.execute(sql`
        update sign_in_challenges set expires_at = app_now() - interval '1 second' where user_id = ${person.userId}`),
    );
    const other = await challengeFor(person);
    await withTransaction(signIn, (tx) =>
      tx.execute(sql`
        update sign_in_challenges set kind = 'passkey_confirm'
        where user_id = ${person.userId} and expires_at > app_now()`),
    );
    for (const challenge of [old, other, "made-up"]) {
      expect((await completeSecondFactor(visitor(), { challenge, code })).kind).toBe("refused");
    }
    const good = await completeSecondFactor(visitor(), { challenge: await challengeFor(person), code });
    expect(good.kind).toBe("signed_in");
  });

  it("is refused to somebody suspended in between", async () => {
    const { person, secret } = await enrolled();
    const challenge = await challengeFor(person);
    await withTransaction(signIn, (tx) =>
      tx.execute(sql`update users set is_active = false where id = ${person.userId}`),
    );
    expect((await completeSecondFactor(visitor(), { challenge, code: codeOf(secret) })).kind).toBe("refused");
    expect(await world.logins(person.userId)).toEqual(["suspended"]);
  });

  it("keeps only the hash of a challenge", async () => {
    const { person } = await enrolled();
    const challenge = await challengeFor(person);
    expect(JSON.stringify(await stored("sign_in_challenges", person.userId))).not.toContain(challenge);
  });
});
