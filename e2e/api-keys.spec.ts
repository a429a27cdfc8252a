import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible, settle } from "./page-checks";
import { signIn } from "./people-page";

const password = "demo-hashrate-2026";

/** The section of the account, which loads once it comes near the screen. */
async function keysSection(page: Page): Promise<Locator> {
  const section = page.getByRole("region", { name: "API keys", exact: true });
  // What stands in its place until then may go just while it is scrolled to.
  await expect(() => section.scrollIntoViewIfNeeded({ timeout: 2000 })).toPass({ timeout: 20_000 });
  return section;
}

test("a key is made, works within its scopes, shows its use, and is refused once it is revoked", async ({
  page,
  playwright,
  baseURL,
}, info) => {
  const name = `Dashboard ${info.project.name} ${Date.now()}`;
  await signIn(page, "operator@demo.example", password, "/account");
  const section = await keysSection(page);
  await section.getByRole("button", { name: "Make a key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.locator('input[value="hosting:read"]').check();
  // What an operator may not do, and what no program may, is not offered.
  for (const withheld of ["treasury:read", "auth:manage_own_keys", "auth:manage_own_account"]) {
    await expect(dialog.locator(`input[value="${withheld}"]`)).toHaveCount(0);
  }
  await expectAccessible(page, '[role="dialog"]');
  await dialog.getByRole("button", { name: "Make the key" }).click();
  const secret = (await dialog.getByTestId("new-key").textContent()) ?? "";
  expect(secret).toMatch(/^hi_live_\w{8}_\w{32}_\w{6}$/);
  await expectAccessible(page, '[role="dialog"]');

  // A program has no cookie.
  const program = await playwright.request.newContext({ baseURL: baseURL ?? "" });
  const ask = (path: string, key = secret) => program.get(path, { headers: { "x-api-key": key } });
  const mine = await (await ask("/api/rbac/my-permissions")).json();
  expect(mine).toMatchObject({ role: "operator", via: "api_key" });
  const allowed = mine.permissions.filter((entry: { isAllowed: boolean }) => entry.isAllowed);
  expect(allowed.map((entry: { permission: string }) => entry.permission)).toEqual([
    "auth:read_own_permissions",
    "market:read",
    "hosting:read",
  ]);
  expect((await ask("/api/market/now")).status()).toBe(200);
  const miners = await program.post("/api/calculate", {
    headers: { "x-api-key": secret, "content-type": "application/json" },
    data: {},
  });
  expect(miners.status()).toBe(403);
  expect((await ask("/api/market/now", `${secret.slice(0, -1)}_`)).status()).toBe(401);

  // The secret cannot be lost by a stray click or key.
  await page.keyboard.press("Escape");
  await expect(dialog.getByTestId("new-key")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "I have kept it" }).check();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toHaveCount(0);

  await page.reload();
  await settle(page);
  await keysSection(page);
  const key = section.getByRole("listitem").filter({ hasText: name });
  await expect(key).toContainText(/Last used.*(now|s ago|min ago) from/);
  expect(await page.content()).not.toContain(secret);
  await key.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke the key" }).click();
  await expect(key).toContainText("Revoked");
  expect((await ask("/api/market/now")).status()).toBe(401);
  await program.dispose();
});

test("a guest is told why there are no keys for them", async ({ page }) => {
  await signIn(page, "guest@demo.example", password, "/account");
  const section = await keysSection(page);
  await expect(section).toContainText("Guests may not make and revoke their own API keys.");
  await expect(section.getByRole("button", { name: "Make a key" })).toHaveCount(0);
});
