import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET, POST } from "./[...nextauth]/route";
import { freshAddress, TestBrowser } from "./browser.fixture";
import { GET as me } from "./me/route";
import { goodPassword, openSignInWorld, type SignInWorld } from "./sign-in-world.fixture";

// That answers take the same time is not what is tested here, and would make it long.
vi.mock("@/lib/server/even-time", async () => (await import("./no-even-time.fixture")).noEvenTime);

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignInWorld();
});
afterAll(() => world.close());

const origin = "http://127.0.0.1:3000";
const context = (action: string) => ({ params: Promise.resolve({ nextauth: action.split("/") }) });

/** What next-auth's own client asks. */
async function read(browser: TestBrowser, action: string, more: Readonly<Record<string, string>> = {}) {
  const request = new Request(`${origin}/api/auth/${action}`, { headers: browser.headers(more) });
  return browser.keep(await GET(request, context(action)));
}

async function send(browser: TestBrowser, action: string, fields: Readonly<Record<string, string>>) {
  const { csrfToken } = await (await read(browser, "csrf")).json();
  const request = new Request(`${origin}/api/auth/${action}`, {
    method: "POST",
    headers: browser.headers({ "content-type": "application/x-www-form-urlencoded" }),
    body: new URLSearchParams({ csrfToken, json: "true", ...fields }),
  });
  return browser.keep(await POST(request, context(action)));
}

const signIn = (browser: TestBrowser, identifier: string, password = goodPassword) =>
  send(browser, "callback/credentials", { identifier, password, callbackUrl: "/account" });

describe("next-auth's client", () => {
  it("signs in with the application's own session and cookie", async () => {
    await world.person("client@example.com");
    const browser = new TestBrowser();
    const response = await signIn(browser, "client@example.com");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ url: `${origin}/account` });
    expect(await (await browser.get(me, "/api/auth/me")).json()).toMatchObject({
      person: { email: "client@example.com" },
    });
    expect(await (await read(browser, "session")).json()).toMatchObject({
      user: { email: "client@example.com" },
      role: "operator",
    });
  });

  it("is told nothing about a session whose row has ended", async () => {
    const id = await world.person("ended@example.com");
    const browser = new TestBrowser();
    await signIn(browser, "ended@example.com");
    await world.asSystem((tx) => tx`update user_sessions set ended_at = now() where user_id = ${id}`);
    expect(await (await read(browser, "session")).json()).toEqual({});
    expect(browser.cookies.has("hi-session")).toBe(false);
  });

  it("signs out, and the row says so", async () => {
    const id = await world.person("leaves@example.com");
    const browser = new TestBrowser();
    await signIn(browser, "leaves@example.com");
    expect((await send(browser, "signout", { callbackUrl: "/" })).status).toBe(200);
    expect(browser.cookies.has("hi-session")).toBe(false);
    expect(await world.one((tx) => tx`select ended_reason from user_sessions where user_id = ${id}`)).toEqual(
      {
        ended_reason: "signed_out",
      },
    );
  });

  it("gets 401 for a wrong password, and 429 with Retry-After where that is a throttled try", async () => {
    await world.person("throttled@example.com");
    const browser = new TestBrowser(freshAddress());
    const statuses: number[] = [];
    let last = new Response();
    for (let index = 0; index < 8; index += 1) {
      last = await signIn(browser, "throttled@example.com", "wrong");
      statuses.push(last.status);
    }
    expect(statuses.slice(0, 5)).toEqual(Array(5).fill(401));
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(browser.cookies.has("hi-session")).toBe(false);
  });

  it("is led nowhere else, and hears of no host but the configured one", async () => {
    const browser = new TestBrowser();
    const forged = { "x-forwarded-host": "evil.example", host: "evil.example", "x-forwarded-proto": "https" };
    const providers = await (await read(browser, "providers", forged)).text();
    expect(providers).toContain(`${origin}/api/auth/callback/credentials`);
    expect(providers).not.toContain("evil");
    await world.person("led@example.com");
    for (const callbackUrl of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
      const fields = { identifier: "led@example.com", password: goodPassword, callbackUrl };
      const { url } = await (await send(browser, "callback/credentials", fields)).json();
      expect(new URL(url).host, callbackUrl).toBe("127.0.0.1:3000");
    }
  });

  it("without its token, from a foreign page, or with an unknown word gets nothing done", async () => {
    await world.person("forged@example.com");
    const browser = new TestBrowser();
    const fields = { identifier: "forged@example.com", password: goodPassword };
    const post = (more: Readonly<Record<string, string>>) =>
      POST(
        new Request(`${origin}/api/auth/callback/credentials`, {
          method: "POST",
          headers: browser.headers({ "content-type": "application/x-www-form-urlencoded", ...more }),
          body: new URLSearchParams(fields),
        }),
        context("callback/credentials"),
      );
    const without = await post({});
    expect(without.status).toBe(302);
    expect(without.headers.getSetCookie().join()).not.toContain("hi-session");
    expect((await post({ origin: "https://evil.example", "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await read(browser, "nonsense")).status).toBe(404);
  });
});
