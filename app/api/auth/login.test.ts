import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { TestBrowser } from "./browser.fixture";
import { POST as login } from "./login/route";
import { POST as logout } from "./logout/route";
import { GET as me } from "./me/route";
import { goodPassword, openSignInWorld, type SignInWorld } from "./sign-in-world.fixture";

// That answers take the same time is not what is tested here, and would make it long.
vi.mock("@/lib/server/even-time", async () => (await import("./no-even-time.fixture")).noEvenTime);

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignInWorld();
});
afterAll(() => world.close());

const path = "/api/auth/login";
const signIn = (browser: TestBrowser, identifier: string, password = goodPassword) =>
  browser.post(login, path, { identifier, password });
/** Whom the next request of a browser comes from, as the application sees it. */
const who = async (browser: TestBrowser) => (await (await browser.get(me, "/api/auth/me")).json()).kind;
const sessionOf = (browser: TestBrowser) => browser.cookies.get("hi-session");

/** The body without what differs between any two requests. */
async function bodyOf(response: Response): Promise<unknown> {
  const body = await response.json();
  return { ...body, error: { ...body.error, requestId: "" } };
}

describe("signing in", () => {
  it("works by e-mail address and by user name, in any case, and leads to where the role works", async () => {
    await world.person("ada@example.com", { username: "ada" });
    for (const identifier of ["Ada@Example.com", " ADA "]) {
      const browser = new TestBrowser();
      const response = await signIn(browser, identifier);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ kind: "signed_in", next: "/calculator" });
      const seen = await (await browser.get(me, "/api/auth/me")).json();
      expect(seen).toMatchObject({ person: { email: "ada@example.com" }, role: "operator", via: "session" });
    }
  });

  it("leads owners to the people, and everybody only to paths of this application", async () => {
    await world.person("owner@example.com", { role: "owner" });
    const nextOf = async (next?: string) => {
      const body = {
        identifier: "owner@example.com",
        password: goodPassword,
        ...(next === undefined ? {} : { next }),
      };
      return (await (await new TestBrowser().post(login, path, body)).json()).next;
    };
    expect(await nextOf()).toBe("/admin/user_access");
    expect(await nextOf("/account?tab=1")).toBe("/account?tab=1");
    for (const foreign of [
      "https://evil.example/",
      "//evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
    ]) {
      expect(await nextOf(foreign), foreign).toBe("/admin/user_access");
    }
  });

  it("sets a cookie that scripts cannot read, for the whole host and this site only, and twelve hours at most", async () => {
    await world.person("cookie@example.com");
    const [cookie] = (await signIn(new TestBrowser(), "cookie@example.com")).headers.getSetCookie();
    expect(cookie).toMatch(/^hi-session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
  });

  it("never succeeds with an empty password, whatever is stored", async () => {
    await world.person("empty@example.com", { passwordHash: null });
    const browser = new TestBrowser();
    expect((await signIn(browser, "empty@example.com", "")).status).toBe(400);
    expect((await signIn(browser, "empty@example.com", "anything")).status).toBe(401);
    expect(sessionOf(browser)).toBeUndefined();
  });

  it("answers the same for an unknown account, a wrong password and an address that is not confirmed", async () => {
    const known = await world.person("known@example.com");
    const waiting = await world.person("waiting@example.com", { isVerified: false });
    const answers = [];
    for (const [identifier, password] of [
      ["known@example.com", "wrong password"],
      ["nobody@example.com", "wrong password"],
      ["nobody", "wrong password"],
      ["waiting@example.com", goodPassword],
    ] as const) {
      const response = await signIn(new TestBrowser(), identifier, password);
      answers.push({
        status: response.status,
        body: await bodyOf(response),
        cookies: response.headers.getSetCookie(),
      });
    }
    expect(answers[0]).toMatchObject({ status: 401, cookies: [] });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await world.outcomes(known)).toEqual(["wrong_password"]);
    expect(await world.outcomes(waiting)).toEqual(["not_verified"]);
    expect((await world.mails("waiting@example.com")).map(({ subject }) => subject)).toEqual([
      "Confirm your e-mail address",
    ]);
  });

  it("is refused to a suspended person, who is told so only with the right password", async () => {
    const id = await world.person("suspended@example.com", { isActive: false });
    const right = await bodyOf(await signIn(new TestBrowser(), "suspended@example.com"));
    const wrong = await bodyOf(await signIn(new TestBrowser(), "suspended@example.com", "wrong password"));
    expect(JSON.stringify(right)).toContain("suspended");
    expect(JSON.stringify(wrong)).not.toContain("suspended");
    expect(await world.outcomes(id)).toEqual(["wrong_password", "suspended"]);
  });

  it("refuses what it does not know: nobody gives themselves a role or a session", async () => {
    await world.person("mass@example.com");
    for (const extra of [{ role: "owner" }, { userId: "x" }, { sid: "x" }, { isConfirmed: true }]) {
      const body = { identifier: "mass@example.com", password: goodPassword, ...extra };
      expect((await new TestBrowser().post(login, path, body)).status).toBe(400);
    }
  });

  it("keeps no more of what was typed than its first letters and its domain", async () => {
    await signIn(new TestBrowser(), "hunter2hunter2");
    await signIn(new TestBrowser(), "somebody@example.org");
    const rows = await world.asSystem(
      (tx) => tx<{ masked: string }[]>`
        select identifier_masked as masked from login_records where user_id is null order by id desc limit 2`,
    );
    expect(rows.map(({ masked }) => masked)).toEqual(["so***@example.org", "hu***"]);
  });

  it("tells the person by mail of a browser that is new to them, and of no other", async () => {
    await world.person("device@example.com");
    const address = "203.0.113.9";
    const phone =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
    await signIn(new TestBrowser(address), "device@example.com");
    await signIn(new TestBrowser(address), "device@example.com");
    expect(await world.mails("device@example.com")).toEqual([]);
    await signIn(new TestBrowser(address, phone), "device@example.com");
    const [mail] = await world.mails("device@example.com");
    expect(mail?.paragraphs[0]).toContain("Safari 17 on iOS 17.5, from the address 203.0.113.9");
  });
});

describe("an old hash", () => {
  // werkzeug.security.generate_password_hash of Werkzeug 3.1.9.
  const legacy = {
    pbkdf2:
      "pbkdf2:sha256:260000$tuenNffpg9VE4mLt$c9ccc0f38d64094ad161731e2c9a6b26df8e99ee0833a832aeba852479a07469",
    scrypt:
      "scrypt:32768:8:1$mh3jzzkw2aUi7QhU$a692195ae0fb4d8515ebb0ad10b8920e4f123c6af217af80c51f2ffc276431f3ff377da814d764190c09c125131d7431b44c0ddd57d74d5c8890d8abdfb782e6",
  };
  it.each(Object.entries(legacy))(
    "of %s lets its person in and is replaced by argon2id",
    async (kind, stored) => {
      const email = `${kind}@example.com`;
      const id = await world.person(email, { passwordHash: stored });
      const hash = () =>
        world.one<{ password_hash: string }>((tx) => tx`select password_hash from users where id = ${id}`);
      expect((await signIn(new TestBrowser(), email, "wrong")).status).toBe(401);
      expect((await hash()).password_hash).toBe(stored);
      expect((await signIn(new TestBrowser(), email, "correct horse battery staple")).status).toBe(200);
      expect((await hash()).password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect((await signIn(new TestBrowser(), email, "correct horse battery staple")).status).toBe(200);
    },
  );
});

describe("a session", () => {
  it("gets another id by signing in, and the old id is refused on the very next request", async () => {
    await world.person("fix@example.com");
    const browser = new TestBrowser();
    await signIn(browser, "fix@example.com");
    const before = sessionOf(browser) ?? "";
    const thief = new TestBrowser();
    thief.cookies.set("hi-session", before);
    expect(await who(thief)).toBe("user");
    await signIn(browser, "fix@example.com");
    expect(sessionOf(browser)).not.toBe(before);
    expect(await who(thief)).toBe("visitor");
    expect(await who(browser)).toBe("user");
  });

  it("is not made of an id that the browser brings along", async () => {
    await world.person("planted@example.com");
    const browser = new TestBrowser();
    browser.cookies.set("hi-session", "planted");
    await signIn(browser, "planted@example.com");
    expect(sessionOf(browser)).not.toBe("planted");
    expect(await who(browser)).toBe("user");
  });

  it("ends with signing out: the row says so, and the cookie is worth nothing", async () => {
    const id = await world.person("out@example.com");
    const browser = new TestBrowser();
    await signIn(browser, "out@example.com");
    const kept = sessionOf(browser) ?? "";
    expect((await browser.post(logout, "/api/auth/logout", {})).status).toBe(200);
    expect(sessionOf(browser)).toBeUndefined();
    browser.cookies.set("hi-session", kept);
    expect(await who(browser)).toBe("visitor");
    const row = await world.one((tx) => tx`select ended_reason from user_sessions where user_id = ${id}`);
    expect(row).toEqual({ ended_reason: "signed_out" });
  });

  it("is ended by no page of another site", async () => {
    await world.person("csrf@example.com");
    const browser = new TestBrowser();
    await signIn(browser, "csrf@example.com");
    for (const foreign of [
      { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
      { origin: "null", "sec-fetch-site": "cross-site" },
      { origin: "http://localhost:4000", "sec-fetch-site": "same-site" },
    ]) {
      expect((await browser.post(logout, "/api/auth/logout", {}, foreign)).status).toBe(403);
    }
    const silent = new Request("http://127.0.0.1:3000/api/auth/logout", {
      method: "POST",
      headers: { cookie: `hi-session=${sessionOf(browser)}`, "content-type": "application/json" },
      body: "{}",
    });
    expect((await logout(silent)).status).toBe(403);
    expect(await who(browser)).toBe("user");
  });

  it("and its trail are written together: who signed in, from where, and who signed out", async () => {
    const id = await world.person("trail@example.com");
    const browser = new TestBrowser();
    await signIn(browser, "trail@example.com");
    await browser.post(logout, "/api/auth/logout", {});
    const rows = await world.asSystem(
      (tx) => tx<{ action: string; actor_id: string }[]>`
        select action, actor_id from audit_entries
        where object_id = ${id} or actor_id = ${id} order by written_order`,
    );
    expect(rows.map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ["auth.signed_in", "sign-in"],
      ["auth.signed_out", id],
    ]);
  });
});
