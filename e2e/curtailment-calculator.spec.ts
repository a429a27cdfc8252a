import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { fleetPage, lineField, lines, netEffect, openFleet, undoOf, vectorAddress } from "./fleet-page";
import { collectComplaints, expectAccessible } from "./page-checks";

/*
 * Fleet and curtailment as an operator meets it. Expected figures are the calculator vectors of the project's module
 * reference: 100 x S21 at 200 TH/s and 3,550 W, $0.06/kWh, $80,000, difficulty 119.12 T, 3.125 BTC, no fees, pool fee
 * 2.5 %, always on -> 0.0102909112 BTC net and $312.07 a day, strike $0.09663/kWh; with 20 % curtailed 80 on, 20 off,
 * electricity $408.96 a day. The rest by hand: $102.24 saved, $164.65 given up, net effect -$62.41.
 */

const results = (page: Page): Locator => page.getByRole("region", { name: "Results" });

async function addMachine(page: Page, search: string): Promise<void> {
  await page.getByRole("combobox", { name: "Add machines" }).click();
  await page.getByPlaceholder(/^Search \d+ machines$/).fill(search);
  await page.keyboard.press("Enter");
}

test("shows a believable example without a keystroke", { tag: "@phone" }, async ({ page }) => {
  const complaints = await collectComplaints(page);
  await openFleet(page);
  await expect(page.getByText("example", { exact: true })).toBeVisible();
  await expect(lines(page)).toHaveCount(3);
  await expect(results(page)).toContainText(/Switching off \d+ of 400 machines/);
  await page
    .getByRole("heading", { name: "Strike price against electricity price" })
    .scrollIntoViewIfNeeded();
  await expect(page.locator("figure svg[role=img]").last()).toBeVisible();
  await expect(page.locator("body")).not.toContainText("NaN");
  expect(complaints).toEqual([]);
});

test("gives the reference figures before and after, without asking the server", async ({ page }) => {
  await openFleet(page, vectorAddress);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await expect(netEffect(page)).toContainText("−$62.41");
  await expect(page.getByTestId("plan-sentence")).toHaveText(
    "Switching off 20 of 100 machines saves $102.24 a day of power and gives up $164.65 of revenue: it costs $62.41 a day.",
  );
  const day = page.getByRole("table", { name: "One day before and after curtailing" });
  await expect(day.getByRole("row", { name: /^Machines on/ })).toHaveText("Machines on10080−20");
  await expect(day.getByRole("row", { name: /^Hashrate/ })).toContainText("16.00 PH/s");
  await expect(day.getByRole("row", { name: /^Energy cost/ })).toContainText("−$408.96");
  await expect(day.getByRole("row", { name: /^Pool fee/ })).toHaveText("Pool fee−$21.11−$16.89+$4.22");
  await expect(day.getByRole("row", { name: /^Profit/ })).toHaveText("Profit+$312.07+$249.66−$62.41");
  await expect(lines(page).first()).toContainText("$0.0966");
  // All strategies agree on a fleet of one model.
  for (const strategy of ["proportional", "random"]) {
    await page.getByRole("combobox", { name: "Who rests" }).selectOption(strategy);
    await expect(netEffect(page)).toContainText("−$62.41");
  }
  await page.getByRole("combobox", { name: "Who rests" }).selectOption("unprofitable");
  await expect(page.getByTestId("plan-sentence")).toContainText("No model loses money per kWh");
  expect(asked).not.toContain("/api/calculate");
});

test("tells a model that loses money per kWh to switch off, and the order reaches the main result", async ({
  page,
}) => {
  await openFleet(page, vectorAddress);
  await lineField(page, 1, "Electricity").fill("0.10");
  await expect(results(page)).toContainText(
    "Antminer S21: earns $0.097 per kWh, pays $0.100: switch off all 100.",
  );
  await page.getByRole("button", { name: "Show the fleet without it" }).click();
  // 8,520 kWh x ($0.10 - $0.0966283) = $28.73 a day.
  await expect(netEffect(page)).toContainText("+$28.73");
  const outlook = page.getByRole("table", { name: "Main result before and after curtailing" });
  await expect(outlook.getByRole("row", { name: /^A day/ })).toHaveText("A day−$28.73$0.00+$28.73");
  await expect(outlook.getByRole("row", { name: /^A year/ })).toContainText("−$10,493");
});

test("builds a fleet: add, duplicate, reorder, remove, take back", { tag: "@phone" }, async ({ page }) => {
  await openFleet(page);
  await page.getByRole("button", { name: "Start empty" }).click();
  await expect(page.getByText("No machines yet")).toBeVisible();
  await addMachine(page, "s21");
  await addMachine(page, "own machine");
  await expect(lines(page)).toHaveCount(2);
  await expect(page.getByText(/Line 2, Own machine: Hashrate per machine/)).toBeVisible();
  await lineField(page, 2, "Hashrate per machine").fill("110");
  await lineField(page, 2, "Power per machine").fill("3250");
  await lineField(page, 2, "Your name for it").fill("Hall 2");
  await lineField(page, 2, "Machines").fill("40");
  await expect(page.getByText(/^50 machines in 2 lines/)).toBeVisible();
  await page.getByRole("button", { name: "Duplicate Hall 2, line 2" }).click();
  await expect(lines(page)).toHaveCount(3);
  await page.getByRole("button", { name: "Move Hall 2, line 2 up" }).click();
  await expect(lines(page).first()).toContainText("Hall 2");
  await page.getByRole("button", { name: "Remove Hall 2, line 1" }).click();
  await expect(lines(page)).toHaveCount(2);
  await undoOf(page, "Hall 2 removed").click();
  await expect(lines(page)).toHaveCount(3);
  await expect(lines(page).first()).toContainText("Hall 2");
});

test("keeps wrong text, says the rule, and dims the last valid figures", async ({ page }) => {
  await openFleet(page, vectorAddress);
  await lineField(page, 1, "Electricity").fill("0,07");
  await expect(page.getByText("Not updated: these are the figures of your last valid inputs.")).toBeVisible();
  await expect(page.getByText("Write a point for decimals: 0.07")).toBeVisible();
  await expect(lineField(page, 1, "Electricity")).toHaveValue("0,07");
  await expect(netEffect(page)).toContainText("−$62.41");
  await lineField(page, 1, "Machines").fill("0");
  await expect(lines(page).first().getByText("Must be at least 1")).toBeVisible();
  await lineField(page, 1, "Electricity").fill("0.06");
  await lineField(page, 1, "Machines").fill("100");
  await expect(page.getByText("Not updated")).toBeHidden();
  await page.getByRole("textbox", { name: /^Give back/ }).fill("140");
  await expect(page.getByText("Must be at most 100 %")).toBeVisible();
  await expect(page.locator("body")).not.toContainText("NaN");
});

test("finds the hours worth switching off in an uploaded list", async ({ page }) => {
  await openFleet(page, vectorAddress);
  await page.getByRole("combobox", { name: "Hourly prices" }).selectOption("series");
  const rows = Array.from(
    { length: 24 },
    (_, hour) => `2026-11-24T${String(hour).padStart(2, "0")}:00Z,${hour === 18 ? 200 : 50}`,
  );
  await page.getByLabel("Price file").setInputFiles({
    name: "prices.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`start,price USD/MWh\n${rows.join("\n")}\n`),
  });
  // 355 kWh in the hour x ($0.20 - $0.0966283) = $36.70.
  await expect(page.getByTestId("hours-gain")).toHaveText("+$36.70");
  await expect(page.getByText("24 hours from prices.csv")).toBeVisible();
  await expect(page.getByRole("table", { name: "Hours off by line" })).toContainText("1 of 24 (4 %)");
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Schedule CSV" }).click();
  const schedule = await readFile(await (await waiting).path(), "utf8");
  expect(schedule).toContain("2026-11-24T18:00:00.000Z,0.2,off\r\n2026-11-24T19:00:00.000Z,0.05,on\r\n");
  // Another list without a unit: nothing is guessed; a wrong line is named and the plan before stands.
  const list = page.getByRole("textbox", { name: "Hours and prices" });
  await list.fill("2026-11-24T00:00Z,50\n2026-11-24T01:00Z,cheap");
  await expect(page.getByText("The header does not say: pick it")).toBeVisible();
  await page.getByRole("combobox", { name: "Unit of the prices" }).selectOption("USD/MWh");
  await expect(page.getByText(/Row 2, price: “cheap” must be a number/)).toBeVisible();
  await expect(page.getByTestId("hours-gain")).toHaveText("+$36.70");
});

test("finds the hours worth switching off in a tariff", async ({ page }) => {
  await openFleet(page, vectorAddress);
  await page.getByRole("combobox", { name: "Hourly prices" }).selectOption("periods");
  await expect(page.getByText("example tariff")).toBeVisible();
  // Peak on weekdays 16 to 21 at $0.138: 25 hours x 355 kWh x ($0.138 - $0.0966283) = $367.17.
  await expect(page.getByTestId("hours-gain")).toHaveText("+$367.17");
  const peak = page.getByRole("group", { name: "Peak" });
  await peak.getByRole("textbox", { name: /^Price/ }).fill("0.05");
  await expect(page.getByText("example tariff")).toBeHidden();
  await expect(page.getByTestId("hours-gain")).toHaveText("$0.00");
  await peak.getByRole("combobox", { name: "From" }).selectOption({ label: "05:00" });
  await expect(page.getByText(/must be apart from “Peak”/)).toBeVisible();
});

test("finds the hours worth switching off in 24 prices", async ({ page }) => {
  await openFleet(page, vectorAddress);
  await page.getByRole("combobox", { name: "Hourly prices" }).selectOption("day");
  await page.getByRole("textbox", { name: /^03:00/ }).fill("");
  await expect(page.getByText("Give a price for 03:00.")).toBeVisible();
  await page.getByRole("textbox", { name: /^03:00/ }).fill("-0.01");
  await expect(page.getByTestId("hours-gain")).toHaveText(/^\+\$/);
});

test("compares up to four scenarios with the first", { tag: "@phone" }, async ({ page, isMobile }) => {
  await openFleet(page, vectorAddress);
  await page.getByRole("button", { name: "Compare with a copy" }).click();
  await page.getByRole("textbox", { name: "Name of this scenario" }).fill("Cheaper power");
  await lineField(page, 1, "Electricity").fill("0.05");
  // 8,520 kWh x $0.01 = $85.20 a day more.
  const compared = isMobile
    ? page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Cheaper power" }) })
    : page
        .getByRole("table", { name: "Scenarios side by side" })
        .getByRole("row", { name: /^Profit a day, all on/ });
  await expect(compared).toContainText("+$85.20");
  await page.getByRole("button", { name: "Base", exact: true }).click();
  await expect(lineField(page, 1, "Electricity")).toHaveValue("0.06");
  await page.getByRole("button", { name: "Duplicate", exact: true }).click();
  await page.getByRole("button", { name: "Duplicate", exact: true }).click();
  await expect(page.getByRole("button", { name: "Duplicate", exact: true })).toBeDisabled();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await undoOf(page, /removed/).click();
  await expect(page.getByRole("group", { name: "Scenarios" }).getByRole("button")).toHaveCount(4);
});

test("downloads the figures as CSV", async ({ page }) => {
  await openFleet(page, vectorAddress);
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV", exact: true }).first().click();
  const text = (await readFile(await (await waiting).path(), "utf8")).replace(/^\uFEFF/, "");
  expect(text).toContain("btcPriceUsd,80000,USD,your value,,false\r\n");
  expect(text).toMatch(/\r\nAntminer S21,100,200,17\.75,3550,0\.06,0\.0966\d+,false,20,0,/);
  expect(text).toMatch(/\r\nmachinesOn,100,80\r\n/);
});

test("goes to the calculator and comes back with the same machines", async ({ page }) => {
  await openFleet(page, vectorAddress);
  await page.getByRole("button", { name: "Details of Antminer S21, line 1" }).click();
  await page.getByRole("link", { name: "Open as new machines in the calculator" }).click();
  await expect(page.getByTestId("daily-profit")).toContainText("+$312.07");
  await page.locator("summary").filter({ hasText: "Running costs" }).click();
  await page.getByRole("link", { name: "Open these machines as a fleet" }).click();
  await expect(netEffect(page)).toContainText("−$62.41");
  await expect(page.getByText("This fleet came from the calculator")).toBeVisible();
});

test("works by hand when no market figures come", async ({ page }) => {
  await page.route("**/api/market/now", (route) => route.abort());
  await page.goto(fleetPage);
  await expect(page.getByText("No market figures")).toBeVisible();
  const market = page.getByRole("form", { name: "Inputs" });
  await market.getByRole("textbox", { name: /^Bitcoin price/ }).fill("80000");
  await market
    .getByRole("textbox", { name: /^Difficulty/ })
    .first()
    .fill("119.12T");
  await market.getByRole("textbox", { name: /^Block subsidy/ }).fill("3.125");
  await expect(netEffect(page)).toContainText("$");
  await expect(page.getByText(/No projection: no block height is known/)).toBeVisible();
});

test("has no violation that axe knows, every section open", { tag: "@phone" }, async ({ page }) => {
  await openFleet(page);
  for (const title of ["Pool and site", "Market", "Months ahead"])
    await page.locator("summary").filter({ hasText: title }).click();
  await page.getByRole("combobox", { name: "Who rests" }).selectOption("random");
  await page.getByRole("combobox", { name: "Hourly prices" }).selectOption("periods");
  await page.getByRole("button", { name: "Compare with a copy" }).click();
  await page.getByRole("button", { name: /^Details of .*, line 1$/ }).click();
  await page
    .getByRole("heading", { name: "Strike price against electricity price" })
    .scrollIntoViewIfNeeded();
  await expect(page.locator("figure svg[role=img]").last()).toBeVisible();
  await expectAccessible(page);
});
