import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, settle } from "./page-checks";

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search" }).getByRole("combobox")).toBeFocused();
}

test("the palette goes to a page by keyboard alone", async ({ page }) => {
  await page.goto("/miners");
  await settle(page);
  await openPalette(page);
  await page.keyboard.type("retarget");
  await expect(page.getByRole("option", { name: /Network/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/network$/);
  await expect(page.getByRole("dialog", { name: "Search" })).toBeHidden();
});

test("the palette picks a machine for the calculator", async ({ page }) => {
  await page.goto("/network");
  await settle(page);
  await openPalette(page);
  await page.keyboard.type("Antminer S21 Pro");
  await expect(page.getByRole("option", { name: /Antminer S21 Pro/ }).first()).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/calculator\?.*m=antminer-s21-pro/);
});

test("Escape closes the palette and gives the focus back", { tag: "@phone" }, async ({ page }) => {
  await page.goto("/miners");
  await settle(page);
  const opener = page.getByRole("button", { name: "Search pages and machines" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Search" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Search" })).toBeHidden();
  await expect(opener).toBeFocused();
});

test("every link of the navigation leads somewhere and marks where one is", { tag: "@phone" }, async ({
  page,
  request,
}) => {
  await page.goto("/miners");
  await settle(page);
  const links = page.getByRole("navigation", { name: "Main" }).getByRole("link");
  const addresses = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  expect(new Set(addresses).size).toBeGreaterThanOrEqual(4);
  for (const address of new Set(addresses)) expect((await request.get(address)).status(), address).toBe(200);
  await expect(page.getByRole("navigation", { name: "Main" }).locator("[aria-current=page]")).toHaveAttribute(
    "href",
    "/miners",
  );
});

test("a chosen theme outlives a reload", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/miners");
  await settle(page);
  const root = page.locator("html");
  await expect(root).toHaveAttribute("data-theme", "light");
  await page.getByRole("button", { name: "Switch between light and dark" }).click();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await page.goto("/network");
  await expect(root).toHaveAttribute("data-theme", "dark");
});

test("the first Tab offers to skip to the content", async ({ page }) => {
  await page.goto("/miners");
  await settle(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("an address without a page says so with status 404 and leads on", { tag: "@phone" }, async ({
  page,
}) => {
  const answer = await page.goto("/no-such-page");
  expect(answer?.status()).toBe(404);
  await expect(
    page.getByRole("heading", { level: 1, name: "There is nothing at this address" }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Open the calculator" }).click();
  await expect(page).toHaveURL(/\/calculator/);
});

test("a screen that fails says what it means and can be tried again", async ({ page }) => {
  // Well-formed enough for the first look, but without makers, which the picker sorts by.
  const broken = { name: "X", hashrateThs: 1, powerWatts: 1, source: {} };
  const body = JSON.stringify({
    models: [
      { ...broken, slug: "a" },
      { ...broken, slug: "b" },
    ],
  });
  await page.route("**/api/miners", (route) => route.fulfill({ contentType: "application/json", body }));
  await page.goto("/miners/compare");
  await expect(page.getByRole("heading", { level: 1, name: "This screen failed" })).toBeVisible();
  await expect(page.getByText("the other screens work")).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Go to the start" })).toBeVisible();
});

test("paper carries the content without navigation and bars", async ({ page }) => {
  await page.goto("/network");
  await settle(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Main" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Search pages and machines" })).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: "Network" })).toBeVisible();
});
