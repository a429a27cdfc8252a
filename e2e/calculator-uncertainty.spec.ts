import { expect, type Locator, type Page, test } from "@playwright/test";
import { collectComplaints, expectAccessible } from "./page-checks";

/*
 * "What it does not know" as a miner meets it, at the end of the calculator's results.
 * 100 x S21 bought at $4,000, everything else fixed by the link, so that only the draw decides.
 */

const fixed = "v=1&p=4000&bp=85000&d=132700000000000&s=3.125&tf=0.03&bh=970000";
/** Own views of every kind: no history is needed. */
const certain = "vpg=0&vpv=0&vdg=0.01&vdv=0&vc=0";
const lively = "vpg=0.02&vpv=0.15&vdg=0.01&vdv=0.04&vc=0.2";

const section = (page: Page): Locator => page.getByRole("region", { name: "What it does not know" });
const odds = (page: Page): Locator => page.getByTestId("payback-odds");
const view = (page: Page, name: string): Locator =>
  section(page).getByRole("textbox", { name: new RegExp(`^${name}`) });

async function openFutures(page: Page, query: string): Promise<void> {
  await page.goto(`/calculator?${query}`);
  await expect(page.getByTestId("daily-profit")).toBeVisible();
  await page.getByRole("heading", { name: "What it does not know" }).scrollIntoViewIfNeeded();
  await expect(section(page).getByRole("textbox", { name: /^Seed of the draw/ })).toBeVisible();
}

test("says how likely the money comes back, and on what that rests", { tag: "@phone" }, async ({ page }) => {
  const complaints = await collectComplaints(page);
  await openFutures(page, fixed);
  await expect(odds(page)).toHaveText(/^\d+ of 100 paths pay back within 36 months\.$/);
  await expect(section(page)).toContainText(
    /2,000 paths drawn from what price and difficulty did from 2022-01-08 to 20/,
  );
  await expect(section(page)).toContainText(/Measured on \d+ retarget periods/);
  await expect(section(page)).toContainText("Where it is weak");
  await expect(section(page)).toContainText(/The same dollars at the same times: (buying|mining|in bitcoin)/);
  for (const title of [
    "Cumulative cash flow, many futures",
    "Paid back by month",
    "Net present value, spread",
  ]) {
    const figure = section(page).locator("figure").filter({ hasText: title });
    await figure.scrollIntoViewIfNeeded();
    await expect(figure.locator("svg").last()).toBeVisible();
  }
  await expect(section(page)).not.toContainText("NaN");
  expect(complaints).toEqual([]);
});

test("without variance every path is the one of the calculation", async ({ page }) => {
  await openFutures(page, `${fixed}&${certain}`);
  await expect(odds(page)).toHaveText(/^(All|None) of 2,000 paths pay back within 36 months\.$/);
  const returns = page.getByRole("region", { name: "Results" });
  const npv = await returns
    .locator("dl > div")
    .filter({ hasText: "Net present value" })
    .first()
    .locator("dd")
    .first()
    .textContent();
  await expect(section(page).locator("dl > div").filter({ hasText: "Median" }).first()).toContainText(
    npv ?? "none",
  );
});

test("keeps own views and the seed in the link, and goes back to history in one press", async ({ page }) => {
  await openFutures(page, fixed);
  const measured = (await odds(page).textContent()) ?? "";
  await view(page, "Median price growth").fill("8");
  await expect(page).toHaveURL(/[?&]vpg=0\.08(&|$)/);
  await expect(odds(page)).not.toHaveText(measured);
  await expect(section(page)).toContainText("with your own median price growth.");
  const shown = (await odds(page).textContent()) ?? "";
  await page.reload();
  await page.getByRole("heading", { name: "What it does not know" }).scrollIntoViewIfNeeded();
  await expect(odds(page)).toHaveText(shown);
  await section(page).getByRole("button", { name: "Back to history" }).click();
  await expect(odds(page)).toHaveText(measured);
  await expect(page).not.toHaveURL(/vpg=/);
});

test("draws again with the next seed", async ({ page }) => {
  await openFutures(page, `${fixed}&${lively}`);
  const median = section(page).locator("dl > div").filter({ hasText: "Median" }).first();
  await expect(median).toBeVisible();
  const before = (await median.textContent()) ?? "";
  await section(page).getByRole("button", { name: "Draw again" }).click();
  await expect(view(page, "Seed of the draw")).toHaveValue("2");
  await expect(median).not.toHaveText(before);
  await expect(page).toHaveURL(/[?&]vs=2(&|$)/);
  await view(page, "Seed of the draw").fill("1");
  await expect(median).toHaveText(before);
});

test("a wrong view holds up the paths, not the calculation", async ({ page }) => {
  await openFutures(page, `${fixed}&${lively}`);
  await expect(odds(page)).toBeVisible();
  const before = (await odds(page).textContent()) ?? "";
  const profit = (await page.getByTestId("daily-profit").textContent()) ?? "";
  await view(page, "Correlation of the two").fill("2");
  await expect(section(page)).toContainText("To correct: Correlation of the two.");
  await expect(odds(page)).toHaveText(before);
  await page.getByRole("textbox", { name: /^Machines/ }).fill("50");
  await expect(page.getByTestId("daily-profit")).not.toHaveText(profit);
  await view(page, "Correlation of the two").fill("0.5");
  await expect(section(page).getByText("Not updated")).toBeHidden();
});

test("says what is missing as the calculation does", async ({ page }) => {
  // A machine of one's own without a price: no capital cost.
  await openFutures(
    page,
    `v=1&m=-&th=200&w=3500&bp=85000&d=132700000000000&s=3.125&tf=0&bh=970000&${lively}`,
  );
  await expect(section(page).getByText("No capital cost given.")).toHaveCount(3);
  await expect(section(page)).toContainText("Cumulative cash flow, many futures");
});

test("works on own views alone when no history comes, and says so", async ({ page }) => {
  await page.route("**/api/market/history", (route) => route.abort());
  await openFutures(page, fixed);
  await expect(section(page)).toContainText("History gives no views");
  await expect(section(page)).toContainText("Correlation of the two");
  for (const [name, text] of [
    ["Median price growth", "1"],
    ["Price volatility", "15"],
    ["Median difficulty growth", "1"],
    ["Difficulty volatility", "4"],
    ["Correlation of the two", "0.1"],
  ] as const)
    await view(page, name).fill(text);
  await expect(odds(page)).toBeVisible();
  await expect(section(page)).toContainText("2,000 paths drawn from your own views.");
});

test("says so when the worker fails, and tries again", async ({ page }) => {
  await page.addInitScript(() => {
    const Real = window.Worker;
    let isBroken = true;
    window.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        if (isBroken) {
          isBroken = false;
          throw new Error("no worker for you");
        }
        super(url, options);
      }
    };
  });
  await openFutures(page, `${fixed}&${lively}`);
  await expect(section(page)).toContainText("The paths could not be computed");
  await expect(section(page)).toContainText("No worker for you.");
  await section(page).getByRole("button", { name: "Try again" }).click();
  await expect(odds(page)).toBeVisible();
  await expect(section(page).getByText("The paths could not be computed")).toBeHidden();
});

test("never holds up typing", async ({ page }) => {
  await openFutures(page, `${fixed}&${lively}`);
  await expect(odds(page)).toBeVisible();
  await section(page).locator("figure").last().scrollIntoViewIfNeeded();
  await expect(section(page).locator("figure").last().locator("svg").last()).toBeVisible();
  const volatility = view(page, "Price volatility");
  await volatility.fill("");
  await volatility.pressSequentially("12.5", { delay: 60 });
  await expect(volatility).toHaveValue("12.5");
  await expect(section(page).locator("[aria-busy=true]")).toHaveCount(0);
});

test("has no violation that axe knows", { tag: "@phone" }, async ({ page }) => {
  await openFutures(page, `${fixed}&${lively}`);
  await expect(odds(page)).toBeVisible();
  await section(page).locator("figure").last().scrollIntoViewIfNeeded();
  await expect(section(page).locator("figure").last().locator("svg").last()).toBeVisible();
  await expectAccessible(page, "#uncertainty");
});
