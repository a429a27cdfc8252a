import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { fleetPage, keepVector, lineField, lines, openFleet, undoOf } from "./fleet-page";

/*
 * Where a fleet lives: in the browser, in a link, in a file. Whatever is wrong with one of them, nothing is lost.
 */

test("keeps the fleet in the browser", async ({ page }) => {
  await keepVector(page);
  await lineField(page, 1, "Machines").fill("123");
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem("hashinsight.fleet")))
    .toContain('"quantity":123');
  await page.reload();
  await expect(lineField(page, 1, "Machines")).toHaveValue("123");
  await expect(page.getByText("example", { exact: true })).toBeHidden();
});

test("follows what another tab saves", async ({ page, context }) => {
  const other = await context.newPage();
  await openFleet(page);
  await openFleet(other);
  await lineField(page, 1, "Machines").fill("77");
  await expect(lineField(other, 1, "Machines")).toHaveValue("77");
  await lineField(other, 1, "Machines").fill("88");
  await expect(lineField(page, 1, "Machines")).toHaveValue("88");
});

test("shares a fleet by a link that leaves the other's own fleet alone", async ({
  page,
  context,
  browser,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await keepVector(page);
  await lineField(page, 1, "Machines").fill("250");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/#v=1&z=[\w-]+$/);
  expect(link.length).toBeLessThan(2000);

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await keepVector(theirs);
  await theirs.goto("about:blank");
  await openFleet(theirs, link);
  await expect(theirs.getByText("This fleet came with a link")).toBeVisible();
  await expect(lineField(theirs, 1, "Machines")).toHaveValue("250");
  await lineField(theirs, 1, "Age").fill("12");
  await expect.poll(() => theirs.url()).not.toBe(link);
  // A jump within the page takes the fragment; the fleet comes back into it.
  await theirs.evaluate(() => {
    location.hash = "#results";
  });
  await expect(theirs).toHaveURL(/#v=1&z=/);
  await theirs.reload();
  await expect(lineField(theirs, 1, "Age")).toHaveValue("12");
  await theirs.getByRole("button", { name: "Keep it as mine" }).click();
  await undoOf(theirs, "It took the place of").click();
  await expect(lineField(theirs, 1, "Machines")).toHaveValue("100");
  await theirs.goto("about:blank");
  await openFleet(theirs, link);
  await theirs.getByRole("button", { name: "Back to my fleet" }).click();
  await expect(lineField(theirs, 1, "Machines")).toHaveValue("100");
  await other.close();
});

for (const [what, fragment, words] of [
  ["of another version", "#v=9&z=q1YqVrJSSlSyqlYqU7IyrAUA", "version “9”; this page reads version 1"],
  ["that was cut", "#v=1&z=q1YqVrJSSlSyqlYqU7Iy", "cut or changed on its way"],
  ["that holds something else", "#v=1&z=q1ZKVLJSMlSqBQA", "scenarios is nothing"],
] as const) {
  test(`names what is wrong with a link ${what}, and loses nothing`, async ({ page }) => {
    await keepVector(page);
    await page.goto("about:blank");
    await openFleet(page, `${fleetPage}${fragment}`);
    await expect(page.getByText("This link could not be opened")).toBeVisible();
    await expect(page.getByText(words)).toBeVisible();
    await expect(lineField(page, 1, "Machines")).toHaveValue("100");
  });
}

test("leaves a saved fleet of another version as it is, and says so", async ({ page }) => {
  const saved = JSON.stringify({ version: 99, document: { later: true } });
  await page.addInitScript((text) => {
    if (sessionStorage.getItem("seeded") !== null) return;
    sessionStorage.setItem("seeded", "yes");
    localStorage.setItem("hashinsight.fleet", text);
  }, saved);
  await openFleet(page);
  await expect(page.getByText("It is of version 99; this page reads version 1.")).toBeVisible();
  await lineField(page, 1, "Machines").fill("7");
  await page.waitForTimeout(600);
  expect(await page.evaluate(() => localStorage.getItem("hashinsight.fleet"))).toBe(saved);
  await page.getByRole("button", { name: "Go on without it" }).click();
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem("hashinsight.fleet")))
    .toContain('"version":1');
});

test("says when the browser keeps nothing", async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await openFleet(page);
  await lineField(page, 1, "Machines").fill("7");
  await expect(page.getByText("Your changes are not kept in this browser")).toBeVisible();
});

test("hands over a file where a link would be too long, and opens it again", async ({ page }) => {
  await keepVector(page);
  for (let count = 0; count < 5; count += 1) {
    for (const name of ["North hall", "South hall", "Container"]) {
      await page.getByRole("button", { name: /^Duplicate .*, line 1$/ }).click();
      if (count > 0) continue;
      await page.getByRole("button", { name: /^Details of .*, line 1$/ }).click();
      await lineField(page, 1, "Your name for it").fill(`${name} ${Math.PI * (count + 1)}`);
      await lineField(page, 1, "Hashrate per machine").fill(String(101.37 + count * 7.77));
      await page.getByRole("button", { name: /^Details of .*, line 1$/ }).click();
    }
  }
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save file" }).click();
  const path = await (await waiting).path();
  const text = await readFile(path, "utf8");
  await page.getByRole("button", { name: "Start empty" }).click();
  await expect(page.getByText("No machines yet")).toBeVisible();
  await page
    .getByLabel("Fleet file")
    .setInputFiles({ name: "fleet.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expect(lines(page)).toHaveCount(16);
  await expect(page.getByText("fleet.json opened")).toBeVisible();
});

test("offers a file in place of a link that mail programs would cut", async ({ page }) => {
  await page.addInitScript(() => {
    if (sessionStorage.getItem("seeded") !== null) return;
    sessionStorage.setItem("seeded", "yes");
    const site = {
      poolFeeRatio: 0.02,
      uptimeRatio: 0.98,
      fixedCostUsdPerMonth: 0,
      otherCapexUsd: 0,
      btcPriceUsd: 80000,
      difficulty: 119120000000000,
      subsidyBtc: 3.125,
      feesBtcPerBlock: 0,
      blockHeight: 900000,
      months: 36,
      difficultyGrowthRatio: 0.01,
      priceGrowthRatioPerMonth: 0,
      electricityEscalatorRatioPerYear: 0,
      discountRatioPerYear: 0.1,
      resaleRatioOfCapex: 0,
    };
    const groups = Array.from({ length: 80 }, (_, index) => ({
      id: String(index),
      machine: null,
      label: `Hall ${(index * 7919) % 1000}`,
      quantity: 1 + ((index * 37) % 90),
      ageMonths: index % 60,
      hashrateDecayRatioPerMonth: 0.003,
      electricityUsdPerKwh: 0.05 + (index % 7) / 100,
      hashrateThs: 100.5 + ((index * 31) % 97),
      powerWatts: 3000 + ((index * 53) % 400),
      machinePriceUsd: null,
    }));
    const curtailment = { strategy: "efficiency", basis: "power", shareRatio: 0.2, seed: 1 };
    const scenarios = [{ id: "1", name: "Base", groups, site, difficultyGrowthPer: "retarget", curtailment }];
    localStorage.setItem(
      "hashinsight.fleet",
      JSON.stringify({
        version: 1,
        document: { scenarios, activeId: "1", hours: { kind: "none" }, isExample: false },
      }),
    );
  });
  await openFleet(page);
  await expect(lines(page)).toHaveCount(80);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("Too much for a link")).toBeVisible();
  const waiting = page.waitForEvent("download");
  await page
    .getByRole("region", { name: /Notifications/ })
    .getByRole("button", { name: "Save file" })
    .click();
  expect((await waiting).suggestedFilename()).toMatch(/^hashinsight-fleet-\d{4}-\d{2}-\d{2}\.json$/);
});

test("names field, value and rule of a file that breaks one, and changes nothing", async ({ page }) => {
  await keepVector(page);
  const file = (text: string) => ({
    name: "site.json",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
  await page.getByLabel("Fleet file").setInputFiles(file("{}"));
  await expect(page.getByText("site.json was not opened").first()).toBeVisible();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save file" }).first().click();
  const text = await readFile(await (await waiting).path(), "utf8");
  await page
    .getByLabel("Fleet file")
    .setInputFiles(file(text.replace('"quantity": 100', '"quantity": 10.5')));
  await expect(
    page.getByText("document.scenarios[0].groups[0].quantity is 10.5: Must be a whole number."),
  ).toBeVisible();
  await page.getByLabel("Fleet file").setInputFiles(file(text.replace('"quantity"', '"quantiy"')));
  await expect(page.getByText(/quantiy/)).toBeVisible();
  await expect(lineField(page, 1, "Machines")).toHaveValue("100");
});
