import { request as httpRequest } from "node:http";
import { expect, type Page, test } from "@playwright/test";
import { collectComplaints, pages, settle } from "./page-checks";
import { directive } from "./policy";

const madePerRequest = "/network";
const madeAtBuild = "/miners";

const headersOfAll = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

test("an address without a page carries a policy, too", async ({ request }) => {
  const answer = await request.get("/no-such-page");
  expect(directive(answer.headers()["content-security-policy"] ?? "", "script-src")).toContain("'nonce-");
});

test("a page made per request has a nonce that is never used twice", async ({ request }) => {
  const nonces = new Set<string>();
  for (let round = 0; round < 3; round += 1) {
    const answer = await request.get(madePerRequest);
    const nonce = /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1] ?? "";
    expect(await answer.text()).toContain(`nonce="${nonce}"`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
});

test("a page made at build time allows its own inline scripts by hash and has no nonce", async ({
  request,
}) => {
  const answer = await request.get(madeAtBuild);
  const scripts = directive(answer.headers()["content-security-policy"] ?? "", "script-src");
  expect(scripts).toContain("'sha256-");
  expect(scripts).not.toContain("'nonce-");
});

/** Opens a page into whose HTML somebody smuggled a script, its headers untouched. */
async function openWithInjection(page: Page, address: string): Promise<string[]> {
  const complaints = await collectComplaints(page);
  // The page alone: an answer of the API with the same ending may still be under way when the test ends.
  const isPage = (url: URL) => url.pathname === address && !url.searchParams.has("_rsc");
  await page.route(isPage, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace("</body>", "<script>window.smuggled = true</script></body>");
    await route.fulfill({ response, body });
  });
  await page.goto(address);
  await settle(page);
  return complaints;
}

for (const address of [madePerRequest, madeAtBuild]) {
  test(`a script smuggled into ${address} does not run`, async ({ page }) => {
    const complaints = await openWithInjection(page, address);
    expect(await page.evaluate(() => Reflect.has(window, "smuggled"))).toBe(false);
    await expect.poll(() => complaints.some((text) => text.startsWith("policy: script-src"))).toBe(true);
  });
}

test("pages and API carry the security headers", async ({ request }) => {
  for (const address of [...pages, "/api/miners", "/api/market/now", "/api/health", "/api/nothing"]) {
    const headers = (await request.get(address)).headers();
    expect(headers, address).toMatchObject(headersOfAll);
    expect(headers["permissions-policy"], address).toContain("camera=()");
    expect(headers["x-powered-by"], address).toBeUndefined();
  }
});

test("the API answers wrong requests with the documented error", async ({ request }) => {
  expect((await request.get("/api/nothing")).status()).toBe(404);
  expect((await request.get("/api/calculate")).status()).toBe(405);
  const answer = await request.post("/api/calculate", {
    data: { minerModel: "perpetuum", quantity: 1, electricityUsdPerKwh: 0.06 },
  });
  expect(answer.status()).toBe(400);
  const { error } = await answer.json();
  expect(error).toMatchObject({
    code: "invalid",
    fields: [expect.objectContaining({ field: "minerModel" })],
  });
  expect(error.requestId).toBe(answer.headers()["x-request-id"]);
  expect(answer.headers()["cache-control"]).toBe("no-store");
});

/** Posts from another address of this machine, so that nobody else's allowance is spent. */
function postFrom(
  localAddress: string,
  address: string,
  headers: Record<string, string>,
): Promise<{ status: number; retryAfter: string | undefined }> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        hostname,
        port,
        localAddress,
        method: "POST",
        path: "/api/calculate",
        headers: { "content-type": "application/json", ...headers },
      },
      (answer) => {
        answer.resume();
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers["retry-after"] }),
        );
      },
    );
    sent.on("error", reject);
    sent.end("{}");
  });
}

test("a forged address does not get around the rate limit", async ({ baseURL, request }) => {
  const localAddress = "127.0.0.77";
  const statuses = new Set<number>();
  let retryAfter: string | undefined;
  for (let round = 0; round < 80 && !statuses.has(429); round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, index) => {
        const forged = `10.${round}.${index}.1`;
        return postFrom(localAddress, baseURL ?? "", {
          "x-hi-peer-address": forged,
          "x-forwarded-for": forged,
        });
      }),
    );
    for (const answer of answers) {
      statuses.add(answer.status);
      if (answer.status === 429) retryAfter = answer.retryAfter;
    }
  }
  expect([...statuses].sort()).toEqual([400, 429]);
  expect(Number(retryAfter)).toBeGreaterThan(0);
  // Others are not punished for it.
  expect((await request.post("/api/calculate", { data: {} })).status()).toBe(400);
});
