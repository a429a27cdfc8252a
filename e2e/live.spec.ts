import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { demoPassword } from "../db/seed/demo-logins.mjs";
import { settle } from "./page-checks";
import { signIn } from "./people-page";

// Signing in costs a hash each time.
test.setTimeout(90_000);

/** How the frame says that it learns of changes. */
const mark = (page: Page) => page.getByRole("banner").locator("[data-live]");
const isLive = (page: Page, timeout = 7_000) =>
  expect(mark(page)).toHaveAttribute("data-live", "live", { timeout });

/** Somebody in another browser, who can sign in and write, but shows nothing. */
async function otherBrowser(request: APIRequestContext, baseURL: string) {
  const headers = { origin: new URL(baseURL).origin };
  const body = { identifier: "admin@demo.example", password: demoPassword };
  expect((await request.post("/api/auth/login", { headers, data: body })).status()).toBe(200);
  return {
    async invite(email: string): Promise<string> {
      const answer = await request.post("/api/people/invitations", {
        headers,
        data: { email, role: "guest", siteIds: [] },
      });
      expect(answer.status(), await answer.text()).toBe(201);
      return (await answer.json()).invitationId;
    },
    async revoke(id: string): Promise<void> {
      expect((await request.delete(`/api/people/invitations/${id}`, { headers })).ok()).toBe(true);
    },
  };
}

/** The list of people, narrowed down to an address that nobody has yet. */
async function watchFor(page: Page, email: string): Promise<void> {
  await page.goto("/admin/user_access");
  await settle(page);
  await page.getByRole("searchbox", { name: "Search by name or e-mail" }).fill(email);
  await expect(page.getByText("Nobody fits these filters")).toBeVisible();
  await isLive(page);
}

test("tabs share one stream; what is changed elsewhere shows in both, and the tab that is left takes over", async ({
  page,
  context,
  request,
  baseURL,
}) => {
  const streams: Page[] = [];
  context.on("request", (sent) => {
    if (new URL(sent.url()).pathname === "/api/stream") streams.push(sent.frame().page());
  });
  const email = `live-${randomUUID()}@people.example`;
  const other = await otherBrowser(request, baseURL ?? "");
  await signIn(page, "owner@demo.example", demoPassword, "/account");
  await watchFor(page, email);
  const second = await context.newPage();
  await watchFor(second, email);
  const before = streams.length;
  const id = await other.invite(email);
  for (const tab of [page, second]) await expect(tab.getByText(email).first()).toBeVisible();
  expect(streams.length, "a second tab opens no stream of its own").toBe(before);
  expect(streams.at(-1)).toBe(page);

  await page.close();
  await expect.poll(() => streams.at(-1) === second).toBe(true);
  await isLive(second);
  await other.revoke(id);
  await expect(second.getByText("Nobody fits these filters")).toBeVisible();
});

test("without a connection the frame says that it polls; once it is back, what was missed is there", async ({
  page,
  context,
  request,
  baseURL,
}) => {
  const email = `live-${randomUUID()}@people.example`;
  const other = await otherBrowser(request, baseURL ?? "");
  await signIn(page, "owner@demo.example", demoPassword, "/account");
  await watchFor(page, email);
  await context.setOffline(true);
  await expect(mark(page).getByRole("status")).toHaveText(/^Polling every 30 s\. Not live since /);
  await other.invite(email);
  await context.setOffline(false);
  await isLive(page);
  await expect(mark(page).getByRole("status")).toHaveText("Live again.");
  await expect(page.getByText(email).first()).toBeVisible();
});

test("a stream that the server does not give leaves a page that polls and says so", async ({ page }) => {
  await page.route("**/api/stream", (route) => route.abort());
  await signIn(page, "owner@demo.example", demoPassword, "/admin/audit");
  await expect(mark(page)).toContainText("Polling every 30 s", { timeout: 20_000 });
  await page.unroute("**/api/stream");
  await isLive(page, 45_000);
});

test("a session that is ended elsewhere is told without anything being pressed", async ({ page }) => {
  await signIn(page, "operator@demo.example", demoPassword, "/account");
  await isLive(page);
  // As another tab does it.
  const origin = new URL(page.url()).origin;
  expect((await page.request.post("/api/auth/logout", { headers: { origin } })).ok()).toBe(true);
  await expect(page.getByRole("dialog", { name: "Your session has ended" })).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveURL(/\/account$/);
});
