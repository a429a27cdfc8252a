import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  confirmEmailChangeAction,
  forgotPasswordAction,
  registerAction,
  resetPasswordAction,
  verifyEmailAction,
} from "@/lib/modules/auth/sign-in/actions";
import { resetEnvironment } from "@/lib/server/env";
import { TestBrowser } from "./browser.fixture";
import { POST as login } from "./login/route";
import { GET as me } from "./me/route";
import { goodPassword, openSignInWorld, type SignInWorld } from "./sign-in-world.fixture";

vi.mock("next/headers", async () => (await import("./next-headers.fixture")).nextHeaders);

// That answers take the same time is not what is tested here, and would make it long.
vi.mock("@/lib/server/even-time", async () => (await import("./no-even-time.fixture")).noEvenTime);

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignInWorld();
});
afterAll(() => world.close());

const newPassword = "violet harbour 42";
const signIn = async (identifier: string, password: string, browser = new TestBrowser()) =>
  (await browser.post(login, "/api/auth/login", { identifier, password })).status;
const register = (email: string, more: object = {}) =>
  new TestBrowser().act(registerAction, { email, name: "Grace Hopper", password: goodPassword, ...more });
const forgot = (email: string, more?: Readonly<Record<string, string>>) =>
  new TestBrowser().act(forgotPasswordAction, { email }, more);
const reset = (token: string, password = newPassword) =>
  new TestBrowser().act(resetPasswordAction, { token, password });

async function resetTokenFor(email: string): Promise<string> {
  await forgot(email);
  return world.tokenFor(email);
}

describe("registering", () => {
  it("makes an account that can be used once its address is confirmed, and the link works once", async () => {
    expect(await register("grace@example.com")).toEqual({ ok: true, data: { kind: "mail_sent" } });
    expect(await signIn("grace@example.com", goodPassword)).toBe(401);
    const token = await world.tokenFor("grace@example.com");
    const verify = () => new TestBrowser().act(verifyEmailAction, { token });
    expect(await verify()).toEqual({ ok: true, data: { kind: "verified" } });
    expect(await signIn("grace@example.com", goodPassword)).toBe(200);
    expect(await verify()).toMatchObject({ ok: false, error: { code: "invalid" } });
  });

  it("gives a link that works for a day and no longer", async () => {
    await register("slow@example.com");
    const token = await world.tokenFor("slow@example.com");
    const verify = () => new TestBrowser().act(verifyEmailAction, { token });
    await world.clockAhead("1441 minutes");
    expect(await verify()).toMatchObject({ ok: false, error: { code: "invalid" } });
    await world.clockAhead("1439 minutes");
    expect(await verify()).toMatchObject({ ok: true });
    await world.clockRight();
  });

  it("answers the same for an address that has an account, whose owner gets a mail and keeps the password", async () => {
    await world.person("taken@example.com");
    const known = await register("taken@example.com", { password: newPassword });
    expect(known).toEqual(await register("free@example.com", { password: newPassword }));
    expect((await world.mails("taken@example.com")).map(({ subject }) => subject)).toEqual([
      "You have an account already",
    ]);
    expect(await signIn("taken@example.com", newPassword)).toBe(401);
    expect(await signIn("taken@example.com", goodPassword)).toBe(200);
  });

  it("again before the address is confirmed makes the first link worthless", async () => {
    await register("squat@example.com");
    const first = await world.tokenFor("squat@example.com");
    await register("squat@example.com", { password: newPassword });
    expect(await new TestBrowser().act(verifyEmailAction, { token: first })).toMatchObject({ ok: false });
    await new TestBrowser().act(verifyEmailAction, { token: await world.tokenFor("squat@example.com") });
    expect(await signIn("squat@example.com", goodPassword)).toBe(401);
    expect(await signIn("squat@example.com", newPassword)).toBe(200);
  });

  it("refuses short, common and own words as a password, and never repeats what was typed", async () => {
    for (const password of ["short 1", "password1", "football", "gracehopper", "Weak@Example.com"]) {
      const answer = await register("weak@example.com", { password });
      expect(answer, password).toMatchObject({
        ok: false,
        error: { code: "invalid", fields: [{ field: "password" }] },
      });
      expect(JSON.stringify(answer)).not.toContain(password);
    }
    expect(await world.mails("weak@example.com")).toEqual([]);
  });

  it("refuses what it does not know: nobody registers as confirmed or with a role", async () => {
    for (const extra of [
      { role: "owner" },
      { emailVerifiedAt: new Date() },
      { isActive: true },
      { orgId: world.orgId },
    ]) {
      expect(await register("mass@example.com", extra)).toMatchObject({
        ok: false,
        error: { code: "invalid" },
      });
    }
  });

  it("by somebody who sends many mails to one address is delayed", async () => {
    const browser = new TestBrowser();
    const answers = [];
    for (let index = 0; index < 7; index += 1) {
      answers.push(await browser.act(forgotPasswordAction, { email: "flooded@example.com" }));
    }
    expect(answers.at(0)).toMatchObject({ ok: true });
    expect(answers.at(-1)).toMatchObject({ ok: false, error: { code: "limited" } });
  });
});

describe("a link for a new password", () => {
  it("is promised in the same words to somebody who has no account, and no mail leaves", async () => {
    await world.person("has@example.com");
    expect(await forgot("has@example.com")).toEqual(await forgot("has-not@example.com"));
    expect(await world.mails("has@example.com")).toHaveLength(1);
    expect(await world.mails("has-not@example.com")).toEqual([]);
  });

  it("sets the password once, and ends all sessions", async () => {
    await world.person("reset@example.com");
    const browser = new TestBrowser();
    expect(await signIn("reset@example.com", goodPassword, browser)).toBe(200);
    const token = await resetTokenFor("reset@example.com");
    expect(await reset(token)).toEqual({ ok: true, data: { kind: "changed" } });
    expect(await (await browser.get(me, "/api/auth/me")).json()).toEqual({ kind: "visitor" });
    expect(await reset(token, "another one 99")).toMatchObject({ ok: false, error: { code: "invalid" } });
    expect(await signIn("reset@example.com", goodPassword)).toBe(401);
    expect(await signIn("reset@example.com", newPassword)).toBe(200);
    expect((await world.mails("reset@example.com")).map(({ subject }) => subject)).toContain(
      "Your password was changed",
    );
  });

  it("used fifty times at once gives one success", async () => {
    await world.person("fifty@example.com");
    const token = await resetTokenFor("fifty@example.com");
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_none, index) => reset(token, `violet harbour ${index}`)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const won = answers.findIndex(({ ok }) => ok);
    expect(await signIn("fifty@example.com", `violet harbour ${won}`)).toBe(200);
  });

  it("is used up by no bad password", async () => {
    await world.person("again@example.com");
    const token = await resetTokenFor("again@example.com");
    expect(await reset(token, "short")).toMatchObject({
      ok: false,
      error: { fields: [{ field: "password" }] },
    });
    expect(await reset(token)).toMatchObject({ ok: true });
  });

  it("stops working after an hour, and when another one is sent", async () => {
    await world.person("expired@example.com");
    const first = await resetTokenFor("expired@example.com");
    const second = await resetTokenFor("expired@example.com");
    expect(await reset(first)).toMatchObject({ ok: false, error: { code: "invalid" } });
    await world.clockAhead("61 minutes");
    expect(await reset(second)).toMatchObject({ ok: false, error: { code: "invalid" } });
    await world.clockRight();
    expect(await reset(second)).toMatchObject({ ok: true });
  });

  it("works for nothing else, and a link for something else does not work for it", async () => {
    await world.person("cross@example.com");
    await register("cross-new@example.com");
    const forReset = await resetTokenFor("cross@example.com");
    const forVerify = await world.tokenFor("cross-new@example.com");
    const refused = { ok: false, error: { code: "invalid" } };
    expect(await new TestBrowser().act(verifyEmailAction, { token: forReset })).toMatchObject(refused);
    expect(await new TestBrowser().act(confirmEmailChangeAction, { token: forReset })).toMatchObject(refused);
    expect(await reset(forVerify)).toMatchObject(refused);
    expect(await new TestBrowser().act(confirmEmailChangeAction, { token: forVerify })).toMatchObject(
      refused,
    );
    // And neither was used up by it.
    expect(await reset(forReset)).toMatchObject({ ok: true });
    expect(await new TestBrowser().act(verifyEmailAction, { token: forVerify })).toMatchObject({ ok: true });
  });

  it("made up is refused like one that is used up", async () => {
    const answers = [await reset("A".repeat(43)), await reset(""), await reset("../../etc/passwd")];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: "invalid" } });
  });

  it("is not in the database: only its sha256 is", async () => {
    await world.person("dump@example.com");
    const token = await resetTokenFor("dump@example.com");
    const rows = await world.asSystem(
      (tx) => tx<{ text: string }[]>`
        select (select string_agg(t::text, ' ') from mail_tokens t)
          || (select string_agg(o::text, ' ') from event_outbox o)
          || (select string_agg(a::text, ' ') from audit_entries a) as text`,
    );
    expect(rows[0]?.text).toContain("reset_password");
    expect(rows[0]?.text).not.toContain(token);
  });

  it("leads to the configured address, whatever the request says of its host", async () => {
    await world.person("host@example.com");
    vi.stubEnv("PUBLIC_URL", "https://mine.example.com");
    resetEnvironment();
    await forgot("host@example.com", {
      origin: "https://mine.example.com",
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "http",
      forwarded: "host=evil.example",
    });
    vi.stubEnv("PUBLIC_URL", "");
    resetEnvironment();
    const [mail] = await world.mails("host@example.com");
    expect(mail?.action?.url).toMatch(/^https:\/\/mine\.example\.com\/reset-password\/[\w-]{43}$/);
    expect(JSON.stringify(mail)).not.toContain("evil");
  });
});
