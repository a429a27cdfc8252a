import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { collectComplaints, expectAccessible } from "./page-checks";

/*
 * The calculator as a miner meets it. Expected figures are the calculator vectors of the project's module reference:
 * 100 x S21 at 200 TH/s and 3,550 W, $0.06/kWh, $80,000, difficulty 119.12 T, 3.125 BTC, no fees, pool fee 2.5 %,
 * always on -> $312.07 a day, break-even at $0.09663/kWh and $49,674.90/BTC.
 */

const vectorLink = "/calculator?v=1&w=3550&f=0.025&u=1&bp=80000&d=119120000000000&s=3.125&tf=0";

const field = (page: Page, name: string): Locator =>
  page.getByRole("textbox", { name: new RegExp(`^${name}`) });
const profit = (page: Page): Locator => page.getByTestId("daily-profit");

async function openSection(page: Page, title: string): Promise<void> {
  await page.locator("summary").filter({ hasText: title }).click();
}

async function openCalculator(page: Page, link = "/calculator"): Promise<void> {
  await page.goto(link);
  await expect(profit(page)).toBeVisible();
}

/** Scrolls through the whole page once, so that everything that loads when it comes near the screen is there. */
async function seeEverything(page: Page): Promise<void> {
  for (const name of ["Cumulative cash flow", "Profit per day over two inputs", "What matters most"]) {
    await page.getByRole("heading", { name }).scrollIntoViewIfNeeded();
    await expect(page.getByRole("heading", { name })).toBeVisible();
  }
  await expect(page.locator("figure svg").last()).toBeVisible();
}

test("shows a believable example without a keystroke", { tag: "@phone" }, async ({ page }) => {
  const complaints = await collectComplaints(page);
  await openCalculator(page);
  await expect(profit(page)).toHaveText(/^[+−]\$[\d,]+\.\d\d\s*(profit|loss)$/);
  await expect(field(page, "Machines")).toHaveValue("100");
  await expect(field(page, "Electricity price")).toHaveValue("0.06");
  await expect(field(page, "Pool fee")).toHaveValue("2");
  await expect(field(page, "Uptime")).toHaveValue("98");
  await seeEverything(page);
  await expect(page.locator("body")).not.toContainText("NaN");
  expect(complaints).toEqual([]);
});

test("gives the reference figures for what is typed, without asking the server", async ({ page }) => {
  await openCalculator(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await field(page, "Machines").fill("100");
  await field(page, "Electricity price").fill("0.06");
  await field(page, "Pool fee").fill("2.5");
  await field(page, "Uptime").fill("100");
  await openSection(page, "Machine figures");
  await field(page, "Power per machine").fill("3,550");
  await openSection(page, "Market");
  await field(page, "Bitcoin price").fill("80k");
  await field(page, "Difficulty").first().fill("119.12T");
  await field(page, "Block subsidy").fill("3.125");
  await field(page, "Transaction fees per block").fill("0");
  await expect(profit(page)).toContainText("+$312.07");
  const results = page.getByRole("region", { name: "Results" });
  await expect(results).toContainText("$0.09663/kWh");
  await expect(results).toContainText("$49,674.90");
  await expect(results).toContainText("0.01055478");
  await expect(results).toContainText("0.01029091");
  expect(asked).not.toContain("/api/calculate");
});

test("shows the same from a link, and keeps the address up to date", async ({ page }) => {
  await openCalculator(page, vectorLink);
  await expect(profit(page)).toContainText("+$312.07");
  await expect(field(page, "Pool fee")).toHaveValue("2.5");
  await field(page, "Electricity price").fill("0.05");
  await expect(page).toHaveURL(/[?&]e=0\.05(&|$)/);
  const shown = await profit(page).textContent();
  await page.reload();
  await expect(profit(page)).toHaveText(shown ?? "");
  await expect(field(page, "Electricity price")).toHaveValue("0.05");
});

test("names the part of a link it cannot use and loses nothing else", async ({ page }) => {
  await openCalculator(page, `${vectorLink}&n=many&m=antminer-x99`);
  const results = page.getByRole("region", { name: "Results" });
  await expect(results).toContainText("Machines: “many” is not a number");
  await expect(results).toContainText("Machine: “antminer-x99” is not a machine of the catalogue");
  await expect(field(page, "Pool fee")).toHaveValue("2.5");
  await page.getByRole("button", { name: "Understood" }).click();
  await expect(results).not.toContainText("Part of this link");
});

test("keeps wrong text, says the rule, and dims the last valid result", async ({ page }) => {
  await openCalculator(page, vectorLink);
  await field(page, "Electricity price").fill("0,07");
  await expect(page.getByText("Not updated: these are the results of your last valid inputs.")).toBeVisible();
  await field(page, "Electricity price").blur();
  await expect(field(page, "Electricity price")).toHaveValue("0,07");
  await expect(page.getByText("Write a point for decimals: 0.07")).toBeVisible();
  await expect(profit(page)).toContainText("+$312.07");
  await field(page, "Uptime").fill("120");
  await expect(page.getByText("Must be at most 100 %")).toBeVisible();
  await field(page, "Electricity price").fill("0.06");
  await field(page, "Uptime").fill("100");
  await expect(page.getByText("Not updated")).toBeHidden();
  await expect(page.locator("body")).not.toContainText("NaN");
});

test("goes back from an own market value to the market's in one press", async ({ page }) => {
  await openCalculator(page);
  const before = await profit(page).textContent();
  await openSection(page, "Market");
  await field(page, "Bitcoin price").fill("200000");
  await expect(profit(page)).not.toHaveText(before ?? "");
  await expect(page.getByText("your value").first()).toBeVisible();
  await page.getByRole("button", { name: /^Use the market's Bitcoin price/ }).click();
  await expect(profit(page)).toHaveText(before ?? "");
});

test("shows host and client side by side, the mark-up as a line of its own", { tag: "@phone" }, async ({
  page,
}) => {
  await openCalculator(page, `${vectorLink}&ce=0.08`);
  const card = page.getByRole("region", { name: "Profit of host and client" });
  await expect(card).toContainText("+$312.07");
  // 8,520 kWh a day x $0.02 = $170.40; at $0.08 the mining itself brings $312.07 - $170.40 = $141.67.
  await expect(card).toContainText("+$170.40");
  await expect(card).toContainText("+$141.67");
  await expect(profit(page)).toContainText("+$312.07");
});

test("downloads inputs with their sources and the projection as CSV", async ({ page }) => {
  await openCalculator(page, vectorLink);
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV", exact: true }).first().click();
  const path = await (await waiting).path();
  const lines = (await readFile(path, "utf8"))
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split("\r\n");
  expect(lines[0]).toBe("input,value,unit,source,asOf,stale,note");
  expect(lines).toContain("Bitcoin price,80000,USD,your value,,false,");
  const head = lines.findIndex((line) => line.startsWith("month,endHeight"));
  expect(lines.slice(head + 1)).toHaveLength(36);
  expect(lines[head + 1]).toMatch(/^1,\d+,/);
});

test("copies a curl command that the API answers with the same profit", async ({
  page,
  context,
  request,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openCalculator(page, vectorLink);
  await page.getByRole("button", { name: "Copy as curl" }).click();
  await expect(page.getByText("Request copied")).toBeVisible();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const body: unknown = JSON.parse(/--data '([\s\S]*)'/.exec(command)?.[1] ?? "");
  expect(command).toContain("/api/calculate'");
  const answer = await request.post("/api/calculate", { data: body });
  expect(answer.status(), await answer.text()).toBe(200);
  const { daily } = (await answer.json()) as { daily: { profitUsd: number } };
  expect(daily.profitUsd).toBeCloseTo(312.07, 2);
});

test("changes the axes of the heat map and swaps them rather than showing one twice", async ({ page }) => {
  await openCalculator(page, vectorLink);
  await seeEverything(page);
  const across = page.getByRole("combobox", { name: "Heat map, across" });
  const up = page.getByRole("combobox", { name: "Heat map, up" });
  await across.selectOption({ label: "Uptime" });
  await expect(page).toHaveURL(/hx=uptimeRatio/);
  await expect(page.locator("figure").filter({ hasText: "Profit per day over two inputs" })).toContainText(
    "Uptime",
  );
  await across.selectOption({ label: "Electricity price" });
  await expect(up.locator("option:checked")).toHaveText("Uptime");
});

test("is worked with the keyboard alone", async ({ page }) => {
  await openCalculator(page, vectorLink);
  await page.getByRole("heading", { level: 1 }).click();
  const machine = page.getByRole("combobox", { name: "Machine", exact: true });
  for (let press = 0; press < 12; press += 1) {
    if (await machine.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await expect(machine).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByPlaceholder(/^Search \d+ machines$/)).toBeFocused();
  await page.keyboard.type("m66s++");
  await page.keyboard.press("Enter");
  await expect(machine).toContainText("M66S++");
  await expect(machine).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(field(page, "Machines")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("10");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowUp");
  await expect(field(page, "Electricity price")).toHaveValue("0.061");
  await expect(page.getByText("10 × WhatsMiner M66S++")).toBeVisible();
});

test("works by hand when no market figures come", async ({ page }) => {
  await page.route("**/api/market/now", (route) => route.abort());
  await page.goto("/calculator");
  await expect(page.getByText("No market figures")).toBeVisible();
  await field(page, "Bitcoin price").fill("80000");
  await field(page, "Difficulty").first().fill("119.12T");
  await field(page, "Block subsidy").fill("3.125");
  await field(page, "Pool fee").fill("2.5");
  await field(page, "Uptime").fill("100");
  await openSection(page, "Machine figures");
  await field(page, "Power per machine").fill("3550");
  await expect(profit(page)).toContainText("+$312.07");
  await expect(page.getByText(/^No projection: no block height is known/).first()).toBeVisible();
});

test("prints inputs with sources in place of the form", async ({ page }) => {
  await openCalculator(page, vectorLink);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("form", { name: "Inputs" })).toBeHidden();
  await expect(page.getByRole("table", { name: "Inputs and their sources" })).toContainText("your value");
});

test("has no violation that axe knows, every section open", { tag: "@phone" }, async ({ page }) => {
  await openCalculator(page, `${vectorLink}&ce=0.08&ps=pplns&sh=0.2`);
  for (const title of ["Machine figures", "Market", "Months ahead", "Running costs", "Pool payout"])
    await openSection(page, title);
  await seeEverything(page);
  await expectAccessible(page);
});
