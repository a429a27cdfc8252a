import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  changeNameAction,
  changePasswordAction,
  changeUsernameAction,
  requestEmailChangeAction,
} from "@/lib/modules/auth/accounts/actions";
import {
  confirmIdentityAction,
  endDeviceAction,
  logoutEverywhereAction,
} from "@/lib/modules/auth/sessions/actions";
import { listDevices } from "@/lib/modules/auth/sessions/queries";
import { confirmEmailChangeAction, loginAction } from "@/lib/modules/auth/sign-in/actions";
import { requestFacts, resolveViewer } from "@/lib/server/identity/resolve-viewer";
import { TestBrowser } from "./browser.fixture";
import { GET as me } from "./me/route";
import { goodPassword, openSignInWorld, type SignInWorld } from "./sign-in-world.fixture";

vi.mock("next/headers", async () => (await import("./next-headers.fixture")).nextHeaders);

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignInWorld();
});
afterEach(() => world.clockRight());
afterAll(() => world.close());

const newPassword = "violet harbour 42";
const refused = (code: string) => ({ ok: false, error: { code } });

/** Somebody new, signed in with a browser. */
async function signedIn(email: string, browser = new TestBrowser()): Promise<TestBrowser> {
  const answer = await browser.act(loginAction, { identifier: email, password: goodPassword });
  if (!answer.ok) throw new Error(answer.error.message);
  return browser;
}

async function newcomer(email: string): Promise<TestBrowser> {
  await world.person(email);
  return signedIn(email);
}

const seen = async (browser: TestBrowser) => (await browser.get(me, "/api/auth/me")).json();
const isSignedIn = async (browser: TestBrowser) => (await seen(browser)).kind === "user";
const viewerOf = (browser: TestBrowser) => resolveViewer(browser.headers(), requestFacts(browser.headers()));
const cookie = (browser: TestBrowser) => browser.cookies.get("hi-session");

describe("a session", () => {
  it("ends after thirty minutes without a request, and not while it is used", async () => {
    const browser = await newcomer("idle@example.com");
    await world.clockAhead("29 minutes");
    expect(await isSignedIn(browser)).toBe(true);
    await world.clockAhead("58 minutes");
    expect(await isSignedIn(browser)).toBe(true);
    await world.clockAhead("89 minutes");
    expect(await isSignedIn(browser)).toBe(false);
  });

  it("ends twelve hours after signing in, however much it is used", async () => {
    const browser = await newcomer("absolute@example.com");
    for (let minutes = 25; minutes < 720; minutes += 25) {
      await world.clockAhead(`${minutes} minutes`);
      expect(await isSignedIn(browser), `after ${minutes} minutes`).toBe(true);
    }
    await world.clockAhead("721 minutes");
    expect(await isSignedIn(browser)).toBe(false);
  });

  it("is not prolonged by proving anew who one is", async () => {
    const browser = await newcomer("prolong@example.com");
    for (let minutes = 25; minutes < 720; minutes += 25) {
      await world.clockAhead(`${minutes} minutes`);
      if (minutes === 700) await browser.act(confirmIdentityAction, { password: goodPassword });
      await seen(browser);
    }
    expect(await isSignedIn(browser)).toBe(true);
    await world.clockAhead("721 minutes");
    expect(await isSignedIn(browser)).toBe(false);
  });

  it("ends with the person's suspension on the very next request", async () => {
    const browser = await newcomer("banned@example.com");
    await world.asSystem((tx) => tx`update users set is_active = false where email = 'banned@example.com'`);
    expect(await isSignedIn(browser)).toBe(false);
  });
});

describe("proving anew who one is", () => {
  it("gives the session another id, and opens what wants it for ten minutes", async () => {
    const browser = await newcomer("step@example.com");
    await world.clockAhead("11 minutes");
    const wanted = { email: "step-new@example.com" };
    expect(await browser.act(requestEmailChangeAction, wanted)).toMatchObject({
      ok: false,
      error: { code: "forbidden", reason: "confirm_identity" },
    });
    const before = new TestBrowser();
    before.cookies.set("hi-session", cookie(browser) ?? "");
    expect(await browser.act(confirmIdentityAction, { password: goodPassword })).toMatchObject({ ok: true });
    expect(await isSignedIn(before)).toBe(false);
    expect(await browser.act(requestEmailChangeAction, wanted)).toMatchObject({ ok: true });
    await world.clockAhead("22 minutes");
    expect(await browser.act(requestEmailChangeAction, wanted)).toMatchObject({
      error: { reason: "confirm_identity" },
    });
  });

  it("wants the right password, and is throttled", async () => {
    const browser = await newcomer("guess@example.com");
    const codes = [];
    for (let index = 0; index < 8; index += 1) {
      const answer = await browser.act(confirmIdentityAction, { password: `guess ${index}` });
      codes.push(answer.ok ? "ok" : answer.error.code);
    }
    expect(codes.slice(0, 5)).toEqual(Array(5).fill("invalid"));
    expect(codes.slice(5)).toContain("limited");
  });
});

describe("changing the password", () => {
  it("wants the current one, signs out the other browsers, and goes on under another id", async () => {
    const browser = await newcomer("change@example.com");
    const other = await signedIn("change@example.com");
    const old = new TestBrowser();
    old.cookies.set("hi-session", cookie(browser) ?? "");
    const change = (currentPassword: string) =>
      browser.act(changePasswordAction, { currentPassword, newPassword });
    expect(await change("not the one")).toMatchObject({
      ok: false,
      error: { fields: [{ field: "currentPassword" }] },
    });
    expect(await change("")).toMatchObject({ ok: false });
    expect(await isSignedIn(other)).toBe(true);
    expect(await change(goodPassword)).toMatchObject({ ok: true });
    expect([await isSignedIn(browser), await isSignedIn(other), await isSignedIn(old)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(
      await other.act(loginAction, { identifier: "change@example.com", password: goodPassword }),
    ).toEqual(expect.objectContaining({ ok: false }));
    expect((await world.mails("change@example.com")).at(-1)?.subject).toBe("Your password was changed");
  });

  it("refuses a bad new one, with the rule and not the password", async () => {
    const browser = await newcomer("bad@example.com");
    const answer = await browser.act(changePasswordAction, {
      currentPassword: goodPassword,
      newPassword: "iloveyou1",
    });
    expect(answer).toMatchObject({ ok: false, error: { fields: [{ field: "newPassword" }] } });
    expect(JSON.stringify(answer)).not.toContain("iloveyou1");
  });
});

describe("changing the e-mail address", () => {
  it("takes effect by the link sent to the new one, once; the old one is told before and after", async () => {
    const browser = await newcomer("old@example.com");
    expect(await browser.act(requestEmailChangeAction, { email: "New@Example.com" })).toMatchObject({
      ok: true,
    });
    expect((await seen(browser)).person.email).toBe("old@example.com");
    const token = await world.tokenFor("new@example.com");
    const confirm = () => new TestBrowser().act(confirmEmailChangeAction, { token });
    expect(await confirm()).toMatchObject({ ok: true });
    expect(await confirm()).toMatchObject(refused("invalid"));
    expect((await seen(browser)).person.email).toBe("new@example.com");
    expect((await world.mails("old@example.com")).map(({ subject }) => subject)).toEqual([
      "Your e-mail address is to be changed",
      "Your e-mail address was changed",
    ]);
  });

  it("answers the same for the address of somebody else, who is told and keeps it", async () => {
    await world.person("theirs@example.com");
    const browser = await newcomer("mine@example.com");
    const taken = await browser.act(requestEmailChangeAction, { email: "theirs@example.com" });
    expect(taken).toEqual(await browser.act(requestEmailChangeAction, { email: "nobodys@example.com" }));
    const [mail] = await world.mails("theirs@example.com");
    expect(mail?.action).toBeUndefined();
  });
});

describe("name and user name", () => {
  it("change for the person alone, and a user name is had by one", async () => {
    await world.person("first@example.com", { username: "first" });
    const browser = await newcomer("second@example.com");
    expect(await browser.act(changeUsernameAction, { username: "First" })).toMatchObject({
      ok: false,
      error: { code: "conflict", fields: [{ field: "username" }] },
    });
    expect(await browser.act(changeUsernameAction, { username: "Second" })).toEqual({
      ok: true,
      data: { username: "second" },
    });
    expect(await browser.act(changeNameAction, { name: " Grace  " })).toEqual({
      ok: true,
      data: { name: "Grace" },
    });
    expect((await seen(browser)).person).toMatchObject({ name: "Grace", username: "second" });
    for (const username of ["a@b", "ab", "-abc", "a b c"]) {
      expect(await browser.act(changeUsernameAction, { username }), username).toMatchObject(
        refused("invalid"),
      );
    }
  });
});

describe("devices", () => {
  it("are listed with browser, system and address; one can be signed out, and that of another person is not found", async () => {
    const here = await newcomer("devices@example.com");
    const phone = await signedIn(
      "devices@example.com",
      new TestBrowser(
        "203.0.113.77",
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
      ),
    );
    const stranger = await newcomer("stranger@example.com");
    const devices = await listDevices(await viewerOf(here));
    expect(devices).toMatchObject([
      { browser: "Firefox 128", system: "Linux", isPhone: false, isThisOne: true },
      {
        browser: "Chrome 126",
        system: "Android 14",
        isPhone: true,
        isThisOne: false,
        address: "203.0.113.77",
      },
    ]);
    const deviceId = devices.at(1)?.id ?? "";
    expect(await stranger.act(endDeviceAction, { deviceId })).toMatchObject(refused("not_found"));
    expect(await isSignedIn(phone)).toBe(true);
    expect(await here.act(endDeviceAction, { deviceId })).toMatchObject({ ok: true });
    expect(await isSignedIn(phone)).toBe(false);
    expect(await here.act(endDeviceAction, { deviceId })).toMatchObject(refused("not_found"));
  });

  it("are all signed out at once, this one too, and nobody else's", async () => {
    const here = await newcomer("everywhere@example.com");
    const there = await signedIn("everywhere@example.com");
    const bystander = await newcomer("bystander@example.com");
    const kept = cookie(here) ?? "";
    expect(await here.act(logoutEverywhereAction, {})).toEqual({ ok: true, data: { sessionsEnded: 2 } });
    here.cookies.set("hi-session", kept);
    expect([await isSignedIn(here), await isSignedIn(there), await isSignedIn(bystander)]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe("a captured server action", () => {
  const name = { name: "Mallory" };

  it("is refused without the cookie", async () => {
    expect(await new TestBrowser().act(changeNameAction, name)).toMatchObject(refused("unauthenticated"));
    expect(await new TestBrowser().act(logoutEverywhereAction, {})).toMatchObject(refused("unauthenticated"));
  });

  it("with another person's cookie touches that person only", async () => {
    const victim = await newcomer("victim@example.com");
    const mallory = await newcomer("mallory@example.com");
    await mallory.act(changeNameAction, name);
    expect((await seen(victim)).person.name).toBe("Ada Lovelace");
    expect((await seen(mallory)).person.name).toBe("Mallory");
  });

  it("is refused from a foreign page, from an opaque one, and from one that does not say", async () => {
    const victim = await newcomer("replayed@example.com");
    for (const foreign of [
      { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
      { origin: "null", "sec-fetch-site": "cross-site" },
      { origin: "http://127.0.0.1:9999", "sec-fetch-site": "same-site" },
      { origin: "https://evil.example", "sec-fetch-site": "cross-site", "x-forwarded-host": "evil.example" },
    ]) {
      expect(await victim.act(changeNameAction, name, foreign)).toMatchObject(refused("forbidden"));
    }
    expect((await seen(victim)).person.name).toBe("Ada Lovelace");
  });

  it("that says whose account to change is refused as a whole", async () => {
    const id = await world.person("other@example.com");
    const browser = await newcomer("sly@example.com");
    expect(await browser.act(changeNameAction, { ...name, userId: id } as typeof name)).toMatchObject(
      refused("invalid"),
    );
  });
});
