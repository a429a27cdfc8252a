import { expect, type Page, test } from "@playwright/test";
import { collectComplaints, expectAccessible } from "./page-checks";

/*
 * The back-test as a miner meets it. What happened is computed outside the project, from the shipped closes and
 * retargets, day by day: 200 TH/s, 3,500 W, $0.06/kWh, pool fee 2 %, uptime 98 %, 365.25 days after 2025-01-01,
 * subsidy only: $1,709.96. At $0.05/kWh over 730.5 days after 2022-07-07: $7,115.12.
 */

const verdict = (page: Page) => page.getByTestId("verdict");
const score = (page: Page) => page.getByTestId("score");

async function open(page: Page, query = ""): Promise<void> {
  await page.goto(`/calculator/back-test${query}`);
  await expect(verdict(page)).toBeVisible();
}

test("says what was said, what happened, and how often the band held", { tag: "@phone" }, async ({
  page,
}) => {
  const complaints = await collectComplaints(page);
  await open(page);
  await expect(verdict(page)).toHaveText(
    /^On 1 January 2025 it said \$[\d,]+ profit over 12 months, with an 80 % band of \$[\d,]+ to \$[\d,]+\. What happened was \$1,710: inside the band$/,
  );
  await expect(page.getByText(/^The flat figure, nothing changes but the halving, said \$/)).toBeVisible();
  await expect(page.getByText(/^Subsidy only, on both sides/)).toBeVisible();
  const months = page.getByRole("table", { name: /Said and happened by month/ });
  await expect(months.getByRole("row")).toHaveCount(14);
  await expect(score(page)).toHaveText(/^The 80 % band held on \d+ % of the start days: /, {
    timeout: 60_000,
  });
  await expect(page.getByText(/windows overlap and are not independent/)).toBeVisible();
  for (const title of [
    "Cumulative profit: said and happened",
    "Profit over 12 months, by start day",
    "Promised and kept",
  ]) {
    const chart = page.getByRole("figure", { name: new RegExp(title) });
    await chart.scrollIntoViewIfNeeded();
    await expect(chart.locator("svg.recharts-surface").first()).toBeVisible();
  }
  await expect(page.locator("body")).not.toContainText("NaN");
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

test("a day outside the history is named, the nearest one is shown, and the page works on", async ({
  page,
}) => {
  await open(page, "?v=1&day=2019-05-01&h=24&e=0.05");
  await expect(page.getByText("That day cannot be tested")).toBeVisible();
  await expect(
    page
      .getByText(
        "2019-05-01 lies before the recorded history, which begins on 2022-01-01. Shown instead: 2022-07-07.",
      )
      .first(),
  ).toBeVisible();
  await expect(verdict(page)).toContainText("On 7 July 2022");
  await expect(verdict(page)).toContainText("What happened was $7,115");
  await page.getByRole("button", { name: "Latest" }).click();
  await expect(page.getByText("That day cannot be tested")).toBeHidden();
  // How far the record reaches depends on what providers have added to the shipped days.
  const range = (await page.getByText(/^UTC days [\d-]+ to [\d-]+ can be tested/).textContent()) ?? "";
  const lastDayUtc = /to (?<day>\d{4}-\d\d-\d\d)/.exec(range)?.groups?.day ?? "none";
  const lastDay = new Date(`${lastDayUtc}T00:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  await expect(verdict(page)).toContainText(`On ${lastDay}`);
});

test("a link that is half nonsense says which half", async ({ page }) => {
  await open(page, "?v=1&day=yesterday&h=7&m=no-such-machine&e=0.05");
  const notice = page.getByText("Part of this link could not be used");
  await expect(notice).toBeVisible();
  for (const given of ["yesterday", "7", "no-such-machine"]) {
    await expect(page.getByText(`“${given}” is not`)).toBeVisible();
  }
  await expect(page.getByRole("textbox", { name: /^Electricity price/ })).toHaveValue("0.05");
  await page.getByRole("button", { name: "Understood" }).click();
  await expect(notice).toBeHidden();
});

test("a wrong number keeps the last answer and says what to correct", async ({ page }) => {
  await open(page);
  const before = await verdict(page).textContent();
  const price = page.getByRole("textbox", { name: /^Electricity price/ });
  await price.fill("-1");
  await expect(page.getByText("Must be at least 0 $/kWh")).toBeVisible();
  await expect(page.getByText(/^Not updated: .* To correct: Electricity price\.$/)).toBeVisible();
  await expect(verdict(page)).toHaveText(before ?? "");
  await expect(price).toHaveValue("-1");
  await price.fill("0.05");
  await expect(page.getByText(/^Not updated/)).toBeHidden();
  await expect(verdict(page)).not.toHaveText(before ?? "");
  await expect(page).toHaveURL(/e=0\.05/);
});

test("days by keyboard, and the link shows the same again", async ({ page }) => {
  await open(page);
  const slider = page.getByRole("slider", { name: "Go through the days" });
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await expect(verdict(page)).toContainText("On 2 January 2025");
  await expect(page.getByLabel("Day", { exact: true })).toHaveValue("2025-01-02");
  await page.getByLabel("Horizon").selectOption("6");
  await expect(verdict(page)).toContainText("over 6 months");
  await page.getByRole("button", { name: "Nothing changes", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/day=2025-01-02&h=6&vs=flat/);
  const said = await verdict(page).textContent();
  await page.reload();
  await expect(verdict(page)).toHaveText(said ?? "");
  await expect(page.getByRole("button", { name: "Nothing changes", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});

test("own figures, and a typed day that is too late", async ({ page }) => {
  await open(page, "?v=1&m=-&th=100&w=3000&h=3");
  await expect(page.getByText(/^1 × own machine at/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^Hashrate per machine/ })).toHaveValue("100");
  await page.getByLabel("Day", { exact: true }).fill("2026-09-01");
  await expect(page.getByText(/^Must be 2026-0\d-\d\d or earlier$/)).toBeVisible();
  await expect(verdict(page)).toContainText("On 1 January 2025");
  await page.getByLabel("Day", { exact: true }).fill("2026-06-01");
  await expect(verdict(page)).toContainText("On 1 June 2026");
  // No close is recorded for 2026-08-27.
  await expect(page.getByText(/^No close is recorded for 2026-08-27: /)).toBeVisible();
  await expect(verdict(page)).toContainText("not judged");
});

test("the calculator's result leads to its back-test", async ({ page }) => {
  await page.goto("/calculator?v=1&n=7&e=0.05");
  await page.getByRole("link", { name: "Back-test these machines" }).click();
  await expect(page).toHaveURL(/\/calculator\/back-test\?v=1&n=7&e=0\.05$/);
  await expect(page.getByText(/^7 × Antminer S21 at/)).toBeVisible();
});
