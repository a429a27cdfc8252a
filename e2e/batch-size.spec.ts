import { expect, type Page, test } from "@playwright/test";
import { calculate, chooseFile, manyRows, openBatch, resultRows, resultTable } from "./batch-page";
import { expectAccessible, isPhone } from "./page-checks";

/* Files of tens of thousands of rows: sorted, filtered and scrolled without holding up the page. */

test("20,000 rows are sorted and filtered, and the view stands in the address", { tag: "@phone" }, async ({
  page,
}) => {
  await openBatch(page);
  await chooseFile(page, "fleet.csv", manyRows(20_000));
  await calculate(page);
  await expect(page.getByText("19,980 rows calculated, 20 with errors.")).toBeVisible({ timeout: 60_000 });
  if (isPhone(page)) {
    await page.getByLabel("Sort by").selectOption({ label: "Machines" });
    await page.getByRole("button", { name: /turn around/ }).click();
  } else {
    await resultTable(page)
      .getByRole("button", { name: /^Machines/ })
      .click();
  }
  await expect(page).toHaveURL(/sort=-quantity/);
  // Quantities repeat with the row's number: 500 machines first in row 500 of the file, header counted.
  await expect(resultRows(page).first()).toContainText("rack 499");
  await page.getByRole("button", { name: /^With errors/ }).click();
  await expect(page.getByText("20 of 20,000 rows")).toBeVisible();
  await expect(resultRows(page).first()).toContainText("C1001:");
  await expect(page).toHaveURL(/only=error/);
  await page.getByRole("button", { name: /^With errors/ }).click();
  await page.getByLabel("Add a model to the filter").selectOption("WhatsMiner M60");
  // A fifth of the rows; the wrong ones are all of another model.
  await expect(page.getByText("4,000 of 20,000 rows")).toBeVisible();
  await page.getByRole("searchbox").fill("rack 12343");
  await expect(page.getByText("1 of 20,000 rows")).toBeVisible();
  await expect(resultRows(page).first()).toContainText("rack 12343");
});

/** Streams, sorts, scrolls and filters 100,000 rows. */
async function workThrough(page: Page): Promise<void> {
  await calculate(page);
  await expect(resultRows(page).first()).toBeVisible();
  await resultTable(page).scrollIntoViewIfNeeded();
  for (let step = 0; step < 10; step += 1) await page.mouse.wheel(0, 700);
  await expect(page.getByText("99,900 rows calculated, 100 with errors.")).toBeVisible({ timeout: 60_000 });
  for (const name of [/^Profit/, /^Label/, /^Model/]) {
    await resultTable(page).getByRole("button", { name }).click();
    await page.waitForTimeout(700);
  }
  for (let step = 0; step < 30; step += 1) {
    await page.mouse.wheel(0, step % 3 === 0 ? 50_000 : 600);
    await page.waitForTimeout(40);
  }
  await expect(resultRows(page).first()).toContainText(/\$/);
  await page.getByRole("searchbox").pressSequentially("hall 7 s21");
  await expect(page.getByText(/^[\d,]+ of 100,000 rows$/)).toBeVisible();
}

test("100,000 rows are streamed, sorted, scrolled and filtered", async ({ page }) => {
  // How long the page's thread is held up is measured by `npm run bench -- --only largeScreens`.
  await openBatch(page);
  await chooseFile(page, "fleet.csv", manyRows(100_000));
  await expect(page.getByRole("button", { name: "Calculate" })).toBeEnabled();
  await workThrough(page);
});

test("while a file is being read nothing violates what axe knows", async ({ page }) => {
  await openBatch(page);
  await chooseFile(page, "fleet.csv", manyRows(190_000));
  await calculate(page);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expectAccessible(page);
});
