import { request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import { expect, test } from "@playwright/test";
import { demoLogins, demoPassword } from "../db/seed/demo-logins.mjs";

/*
 * Ways around a check that would stand in the proxy, a page or a layout only. None of them may show anything: who may see
 * what is decided where the data is read. That every page and route is guarded is app/access's to say. `npm test` asks all
 * of it once more of a build whose proxy was taken out.
 */

const isUnplugged = process.env.HI_PROXY === "unplugged";

const protectedPages = ["/account", "/admin/user_access", "/admin/login_records", "/admin/audit"];
const protectedRoutes = [
  "/api/people",
  "/api/logins",
  "/api/audit",
  "/api/audit/export",
  "/api/keys",
  "/api/account/export",
];

/** Words that stand in what an owner sees, and nowhere else. */
const words = ["Olivia Berg", "owner@demo.example", "admin@demo.example"];

interface Trick {
  readonly name: string;
  readonly path?: (path: string) => string;
  readonly headers?: OutgoingHttpHeaders;
}

const routerHeaders = { rsc: "1", "next-router-prefetch": "1" };
const tricks: readonly Trick[] = [
  { name: "no trick at all" },
  ...["proxy", "src/proxy", "middleware:middleware:middleware:middleware:middleware"].map((value) => ({
    name: `x-middleware-subrequest: ${value}`,
    headers: { "x-middleware-subrequest": value },
  })),
  { name: "the router's own request", headers: { rsc: "1" }, path: (path) => `${path}?_rsc=1a2b3` },
  { name: "?_rsc alone", path: (path) => `${path}?_rsc=1a2b3` },
  { name: "a prefetch", headers: routerHeaders },
  {
    name: "a prefetch of a segment",
    headers: { ...routerHeaders, "next-router-segment-prefetch": "/_tree" },
  },
  { name: ".rsc", path: (path) => `${path}.rsc`, headers: { rsc: "1" } },
  { name: "a segment's file", path: (path) => `${path}.segments/_tree.segment.rsc` },
  { name: "/_next/data", path: (path) => `/_next/data/build${path}.json`, headers: { "x-nextjs-data": "1" } },
  { name: "two slashes", path: (path) => `/${path}` },
  { name: "a slash at the end", path: (path) => `${path}/` },
  { name: "a letter written as its code", path: (path) => path.replace("a", "%61") },
  { name: "a slash written as its code", path: (path) => `/${path.slice(1).replace("/", "%2f")}` },
  { name: "capitals", path: (path) => path.toUpperCase() },
  { name: "a dot on the way", path: (path) => `/.${path}` },
  {
    name: "the address in a header",
    headers: { "x-rewrite-url": "/admin/audit", "x-invoke-path": "/account" },
  },
];

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly cookie: string | null;
}

/** Asks as written: no client tidies the path up on its way. */
function ask(
  base: string | undefined,
  path: string,
  {
    method = "GET",
    headers = {},
    body,
  }: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(base ?? "");
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path, method, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => {
        const cookie = answer.headers["set-cookie"]?.[0]?.split(";", 1)[0] ?? null;
        resolve({ status: answer.statusCode ?? 0, text, cookie });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

async function signIn(base: string | undefined, role: string): Promise<string> {
  const identifier = demoLogins.find((login) => login.role === role)?.email ?? "";
  const { origin } = new URL(base ?? "");
  const headers = { "content-type": "application/json", origin };
  const body = JSON.stringify({ identifier, password: demoPassword });
  const answer = await ask(base, "/api/auth/login", { method: "POST", headers, body });
  expect(answer.status, answer.text).toBe(200);
  return answer.cookie ?? "";
}

const wordsIn = (text: string) => words.filter((word) => text.includes(word));

test(`the proxy is ${isUnplugged ? "out of" : "in"} this build`, async ({ request }) => {
  for (const path of ["/login", "/network", "/miners", "/no-such-page"]) {
    const policy = (await request.get(path)).headers()["content-security-policy"];
    expect(policy === undefined, path).toBe(isUnplugged);
  }
});

test("an owner sees the words that nobody else may see", async ({ baseURL }) => {
  const cookie = await signIn(baseURL, "owner");
  for (const path of ["/account", "/admin/user_access", "/api/people", "/api/account/export"]) {
    const { status, text } = await ask(baseURL, path, { headers: { cookie } });
    expect([path, status]).toEqual([path, 200]);
    expect(wordsIn(text), path).not.toEqual([]);
  }
});

for (const trick of tricks) {
  test(`a visitor sees nothing of what is protected by ${trick.name}`, async ({ baseURL }) => {
    for (const path of [...protectedPages, ...protectedRoutes]) {
      const asked = trick.path?.(path) ?? path;
      const { status, text } = await ask(baseURL, asked, trick.headers === undefined ? {} : trick);
      expect(wordsIn(text), `${asked} ${status}`).toEqual([]);
      expect(status, `${asked} ${text.slice(0, 300)}`).toBeLessThan(500);
      // The router's headers alone make Next redirect to an address with its mark in it.
      if (path.startsWith("/api/") && trick.path === undefined) expect([401, 307], asked).toContain(status);
    }
  });
}

let customer: Promise<string> | undefined;
const closed = ["/admin/user_access", "/admin/login_records", "/admin/audit", "/api/people", "/api/logins"];

for (const trick of tricks) {
  test(`a customer sees nothing of the administration by ${trick.name}`, async ({ baseURL }) => {
    customer ??= signIn(baseURL, "customer");
    const cookie = await customer;
    for (const path of [...closed, "/api/audit", "/api/audit/export"]) {
      const asked = trick.path?.(path) ?? path;
      const { status, text } = await ask(baseURL, asked, { headers: { ...trick.headers, cookie } });
      expect(wordsIn(text), `${asked} ${status}`).toEqual([]);
      if (path.startsWith("/api/") && trick.path === undefined) expect([403, 307], asked).toContain(status);
    }
  });
}

test("pages that a visitor may not see lead to the sign-in and back", async ({ baseURL }) => {
  for (const path of protectedPages) {
    const { status } = await ask(baseURL, path);
    expect([path, status]).toEqual([path, 307]);
  }
});

test("addresses and methods that the API does not have are refused in its own form", async ({ request }) => {
  for (const [path, status, code] of [
    ["/api/nothing", 404, "not_found"],
    ["/api/no/such/thing?x=1", 404, "not_found"],
    ["/api/calculate", 405, "wrong_method"],
    ["/batch/upload", 405, "wrong_method"],
  ] as const) {
    const refused = await request.get(path);
    expect([path, refused.status(), (await refused.json()).error]).toMatchObject([path, status, { code }]);
    expect(refused.headers()["x-request-id"], path).toBe((await refused.json()).error.requestId);
  }
});
