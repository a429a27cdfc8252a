import { readFile } from "node:fs/promises";
import { type Download, expect, type Locator, type Page } from "@playwright/test";
import { isPhone } from "./page-checks";

/**
 * The market of the project's calculator vectors: $80,000, difficulty 119.12 T, 3.125 BTC, no fees. With it 100 x S21
 * of 200 TH/s and 3,550 W at $0.06/kWh and a pool fee of 2.5 % earn $312.07 a day.
 */
export const vectorMarket = "?v=1&bp=80000&d=119120000000000&s=3.125&tf=0";

export async function openBatch(page: Page, query = vectorMarket): Promise<void> {
  await page.goto(`/batch-calculator${query}`);
  // The market is shown once the page is awake.
  await expect(page.locator("summary").filter({ hasText: "Market" })).toContainText("$");
}

/** Chooses a file by the page's own picker and waits until its columns are known. */
export async function chooseFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.isBuffer(content) ? content : Buffer.from(content),
    });
}

export async function calculate(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Calculate/ }).click();
}

/** Rows of the results: of the table, or cards of the phone. */
export function resultRows(page: Page): Locator {
  return isPhone(page)
    ? page.getByRole("list", { name: "Results, row by row" }).locator(":scope > li")
    : resultTable(page).locator("tbody tr[data-index]");
}

export function resultTable(page: Page): Locator {
  return page.getByRole("table", { name: "Results, row by row" });
}

export async function textOf(download: Download): Promise<string> {
  return await readFile(await download.path(), "utf8");
}

const models = ["Antminer S21", "Antminer S19j Pro", "WhatsMiner M50S", "WhatsMiner M60", "Antminer S21 Pro"];

/**
 * A file of many rows: quantity is the row's number, electricity rises from 0.03 to 0.11 within each thousand; each
 * thousandth row is wrong.
 */
export function manyRows(count: number): string {
  const lines = ["Label,Model,Quantity,Electricity (USD/kWh),Pool fee (%),Machine price (USD)"];
  for (let row = 1; row <= count; row += 1) {
    const quantity = row % 1000 === 0 ? "many" : String((row % 500) + 1);
    const electricity = (0.03 + (row % 1000) * 0.00008).toFixed(5);
    lines.push(
      `Hall ${row % 40} rack ${row},${models[row % models.length]},${quantity},${electricity},2,900`,
    );
  }
  return `${lines.join("\r\n")}\r\n`;
}
