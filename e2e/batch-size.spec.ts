import { expect, test } from "@playwright/test";
import {
  calculate,
  chooseFile,
  expectNoViolations,
  isPhone,
  manyRows,
  openBatch,
  resultRows,
  resultTable,
} from "./batch-page";

/* Files of tens of thousands of rows: sorted, filtered and scrolled without holding up the page. */

test("20,000 rows are sorted and filtered, and the view stands in the address", async ({ page }) => {
  test.slow();
  await openBatch(page);
  await chooseFile(page, "fleet.csv", manyRows(20_000));
  await calculate(page);
  await expect(page.getByText("19,980 rows calculated, 20 with errors.")).toBeVisible({ timeout: 30_000 });
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

test("100,000 rows: the page's thread is never held up", async ({ page }) => {
  // The thread is the same on a phone; it is measured once.
  if (isPhone(page)) return;
  test.slow();
  await page.addInitScript(() => {
    const tasks: { stage: string; ms: number }[] = [];
    Reflect.set(window, "longTasks", tasks);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        tasks.push({ stage: String(Reflect.get(window, "stage") ?? "load"), ms: Math.round(duration) });
      }
    }).observe({ type: "longtask" });
  });
  const stage = (name: string) => page.evaluate((value) => Reflect.set(window, "stage", value), name);
  await openBatch(page);
  await stage("choose");
  await chooseFile(page, "fleet.csv", manyRows(100_000));
  await expect(page.getByRole("button", { name: "Calculate" })).toBeEnabled();
  await stage("stream");
  await calculate(page);
  await expect(resultRows(page).first()).toBeVisible();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await resultTable(page).scrollIntoViewIfNeeded();
  for (let step = 0; step < 10; step += 1) await page.mouse.wheel(0, 700);
  await expect(page.getByText("99,900 rows calculated, 100 with errors.")).toBeVisible({ timeout: 60_000 });
  await stage("sort");
  for (const name of [/^Profit/, /^Label/, /^Model/]) {
    await resultTable(page).getByRole("button", { name }).click();
    await expect(resultRows(page).first()).toBeVisible();
    await page.waitForTimeout(700);
  }
  await stage("scroll");
  for (let step = 0; step < 30; step += 1) {
    await page.mouse.wheel(0, step % 3 === 0 ? 50_000 : 600);
    await page.waitForTimeout(40);
  }
  await expect(resultRows(page).first()).toContainText(/\$/);
  await stage("filter");
  await page.getByRole("searchbox").pressSequentially("hall 7 s21");
  await expect(page.getByText(/^[\d,]+ of 100,000 rows$/)).toBeVisible();
  const tasks = await page.evaluate(
    () => Reflect.get(window, "longTasks") as { stage: string; ms: number }[],
  );
  expect(tasks.filter((task) => task.stage !== "load")).toEqual([]);
});

test("while a file is being read nothing violates what axe knows", async ({ page }) => {
  test.slow();
  await openBatch(page);
  await chooseFile(page, "fleet.csv", manyRows(190_000));
  await calculate(page);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole("button", { name: /^Cancel/ }).click();
});
