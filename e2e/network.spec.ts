import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { isPhone, settle } from "./page-checks";

async function openNetwork(page: Page, query = ""): Promise<void> {
  await page.goto(`/network${query}`);
  await expect(page.getByRole("heading", { level: 1, name: "Network" })).toBeVisible();
  await settle(page);
}

test("the HTML of the server already holds the figures of now", async ({ request }) => {
  const html = await (await request.get("/network")).text();
  expect(html).toContain("a day including fees.");
  expect(html).toContain("Next retarget");
  // The history is fetched by the page and stands in no HTML.
  expect(html).not.toContain("2024-04-20");
  expect(html.length).toBeLessThan(200_000);
});

test("every figure of now names its source when pressed", async ({ page }) => {
  await openNetwork(page);
  const main = page.getByRole("main");
  for (const name of ["Hashprice:", "Difficulty:", "Bitcoin price:", "Estimated change of difficulty:"]) {
    const figure = main.getByRole("button", { name }).first();
    await figure.click();
    await expect(main.getByText("Source", { exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(main.getByText("Source", { exact: true })).toBeHidden();
  }
  await expect(main.getByText("Spread of sources")).toBeVisible();
  await expect(main.getByText("Luck and drift", { exact: true })).toBeVisible();
});

test("the next retarget says how much, when, and how it is estimated", async ({ page }) => {
  await openNetwork(page);
  await expect(
    page.getByText(/Difficulty is expected to change by [+-]\d+\.\d\d % in \d+ [dh]/),
  ).toBeVisible();
  await page.getByText("How it is estimated").click();
  await expect(page.getByText(/Every 2,016 blocks difficulty is set/)).toBeVisible();
});

test("ranges and scale live in the address", async ({ page }) => {
  await openNetwork(page);
  await page.getByRole("button", { name: "1 year" }).click();
  await page.getByRole("button", { name: "Price on a log scale" }).click();
  await expect(page).toHaveURL(/\?v=1&range=1y&scale=log$|\?range=1y&scale=log&v=1$/);
  await page.reload();
  await settle(page);
  await expect(page.getByRole("button", { name: "1 year" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("button", { name: "Price on a log scale" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.getByRole("button", { name: "All", exact: true }).click();
  await page.getByRole("button", { name: "Price on a log scale" }).click();
  await expect(page).toHaveURL(/\/network$/);
});

test("the whole history is drawn, with the halving named and fees not included", { tag: "@phone" }, async ({
  page,
}) => {
  await openNetwork(page);
  for (const name of ["Bitcoin price", "Hashprice", "Difficulty", "Change at each retarget"]) {
    const chart = page.getByRole("figure", { name });
    await chart.scrollIntoViewIfNeeded();
    await expect(chart.locator("svg").last()).toBeVisible();
  }
  // A phone has room for the line only; what is read out names it everywhere.
  await expect(page.getByRole("figure", { name: "Hashprice" }).locator("svg desc").first()).toContainText(
    "Halving: 6.25 → 3.125 BTC",
  );
  await expect(page.getByText("subsidy only, fees not included").first()).toBeVisible();
});

test("the notes name the missing day and how many sources stand behind a close", async ({ page }) => {
  await openNetwork(page);
  await expect(page.getByText(/2026-08-27: nobody supplied a close/)).toBeVisible();
  await expect(page.getByText(/4 sources on 1,452 days/)).toBeVisible();
  await expect(page.getByText(/block header \(\d+\)/)).toBeVisible();
});

test("retargets sort by change and leave as CSV exactly as seen", { tag: "@phone" }, async ({ page }) => {
  await openNetwork(page);
  const retargets = page.getByRole("region", { name: "Retargets", exact: true });
  if (isPhone(page)) {
    await retargets.getByLabel("Sort by").selectOption("change");
    await retargets.getByRole("button", { name: /first; turn around/ }).scrollIntoViewIfNeeded();
    // The largest rise since 2022, +14.73 % at block 937,440 in February 2026.
    await expect(retargets.getByRole("listitem").first()).toContainText("937,440");
  } else {
    await retargets.getByRole("button", { name: "Change" }).click();
    await expect(retargets.getByRole("row").nth(1)).toContainText("937,440");
    await expect(page).toHaveURL(/sort=-change/);
  }
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    retargets.getByRole("button", { name: "CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(lines[0]).toContain("Block,Day (UTC),Difficulty,Change (%),How the day is known");
  expect(lines[1]).toMatch(/^937440,2026-02-1\d,/);
  expect(lines.length).toBeGreaterThanOrEqual(128);
});

test("a history that does not come says so, and the figures of now stay", async ({ page }) => {
  await page.route("**/api/market/history", (route) => route.fulfill({ status: 503, body: "no" }));
  await page.goto("/network");
  const problem = page.getByRole("heading", { name: "The history could not be loaded" });
  await expect(problem).toBeVisible();
  await expect(page.getByRole("heading", { name: "Next retarget" })).toBeVisible();
  await page.unroute("**/api/market/history");
  await page.getByRole("button", { name: "Load the history again" }).click();
  await expect(page.getByText(/2026-08-27/)).toBeVisible();
  await expect(problem).toBeHidden();
});
