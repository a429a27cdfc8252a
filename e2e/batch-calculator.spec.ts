import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import {
  calculate,
  chooseFile,
  openBatch,
  resultRows,
  resultTable,
  textOf,
  vectorMarket,
} from "./batch-page";
import { collectComplaints, expectAccessible } from "./page-checks";

/* An analyst with a spreadsheet: from the template to the results she carries away. */

const vectorFile =
  "Model,Quantity,Hashrate (TH/s),Power (W),Electricity (USD/kWh),Pool fee (%)\r\nAntminer S21,100,200,3550,0.06,2.5\r\n";

test("hands out a template that the page itself reads", async ({ page }) => {
  await openBatch(page);
  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Template as CSV" }).click(),
  ]);
  const text = await textOf(csv);
  expect(text).toContain("Model,Quantity");
  const [xlsx] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Template as Excel" }).click(),
  ]);
  for (const [name, content] of [
    ["template.csv", text],
    ["template.xlsx", await readFile(await xlsx.path())],
  ] as const) {
    await chooseFile(page, name, content);
    await expect(page.getByRole("heading", { name })).toBeVisible();
    await expect(page.getByText(/^(\d+) of \1 used$/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Calculate" })).toBeEnabled();
  }
});

test("calculates the example to the cent and names its two wrong cells", { tag: "@phone" }, async ({
  page,
}) => {
  const complaints = await collectComplaints(page);
  await openBatch(page);
  await page.getByRole("button", { name: "Try it with an example" }).click();
  await expect(page.getByText("9 of 9 used")).toBeVisible();
  await calculate(page);
  await expect(page.getByText("10 rows calculated, 2 with errors.")).toBeVisible();
  // The project's vector.
  await expect(resultRows(page).nth(0)).toContainText("+$312.07");
  // 60 x 110 TH/s x 0.92 = 6,072 TH/s -> 0.00320443 BTC, $256.35; less 2 % fee and 4,305.6 kWh at $0.09.
  await expect(resultRows(page).nth(7)).toContainText("−$136.28");
  const errors = page.getByRole("table", { name: "Rows with errors" });
  await expect(errors.getByRole("row").nth(1)).toContainText(/7\s*B7\s*Model\s*Antminer S21 Ultra Max/);
  await expect(errors.getByRole("row").nth(2)).toContainText(/11\s*C11\s*Quantity\s*ninety/);
  await expect(resultRows(page).nth(5)).toContainText("B7:");
  // A row without a capital cost says why it has no payback.
  await expect(resultRows(page).nth(8)).toContainText("no capital cost given");
  await expect(page.locator("body")).not.toContainText("NaN");
  expect(complaints).toEqual([]);
});

test("reads Chinese headers", async ({ page }) => {
  await openBatch(page);
  await chooseFile(
    page,
    "矿机.csv",
    "型号,数量,算力,功率,电价,矿池费率\r\nAntminer S21,100,200,3550,0.06,2.5\r\n",
  );
  await expect(page.getByText("6 of 6 used")).toBeVisible();
  await calculate(page);
  await expect(page.getByTestId("daily-profit")).toHaveText("+$312.07");
});

test("takes settings for what the file does not say, and runs the kept file again", async ({ page }) => {
  await openBatch(page);
  await chooseFile(page, "bare.csv", "Model,Quantity,Power (W)\r\nAntminer S21,100,3550\r\n");
  await expect(page.getByText("Still needed: electricity")).toBeVisible();
  await expect(page.getByRole("button", { name: "Calculate" })).toBeDisabled();
  await page.getByRole("textbox", { name: /^Electricity/ }).fill("0.06");
  await page.getByRole("textbox", { name: /^Pool fee/ }).fill("2.5");
  await calculate(page);
  await expect(page.getByTestId("daily-profit")).toHaveText("+$312.07");
  await expect(page).toHaveURL(/e=0\.06&f=0\.025/);
  // A cent less for 8,520 kWh a day.
  await page.getByRole("textbox", { name: /^Electricity/ }).fill("0.05");
  await expect(page.getByText("the results below are of before")).toBeVisible();
  await calculate(page);
  await expect(page.getByTestId("daily-profit")).toHaveText("+$397.27");
});

test("learns a mapping, keeps it for the same headers, and forgets it when told", async ({ page }) => {
  const file = "What,How many,Cents\r\nAntminer S21,100,0.06\r\n";
  const take = (column: string) => page.getByLabel(`${column} is taken for`);
  await openBatch(page);
  await chooseFile(page, "odd.csv", file);
  await expect(page.getByText(/^Problem|Still needed/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Calculate" })).toBeDisabled();
  await take("What").selectOption({ label: "Model" });
  await take("How many").selectOption({ label: "Quantity" });
  await take("Cents").selectOption({ label: "Electricity (USD/kWh)" });
  await expectAccessible(page);
  await calculate(page);
  await expect(page.getByText("1 row calculated, none with errors.")).toBeVisible();
  await openBatch(page);
  await chooseFile(page, "odd again.csv", file);
  await expect(page.getByText(/^Read as you set it on/)).toBeVisible();
  await expect(take("Cents")).toHaveValue("electricityUsdPerKwh");
  await page.getByRole("button", { name: "Forget it" }).click();
  await expect(take("Cents")).toHaveValue("");
  await expect(page.getByRole("button", { name: "Calculate" })).toBeDisabled();
});

test("checks without calculating, and writes errors.csv", async ({ page }) => {
  await openBatch(page);
  await chooseFile(
    page,
    "fleet.csv",
    'Model,Quantity,Electricity\r\nAntminer S21,100,0.06\r\n"=cmd|x",ten,0.06\r\n',
  );
  await page.getByRole("button", { name: "Check only" }).click();
  await expect(page.getByText("1 row fine, 1 with errors.")).toBeVisible();
  await expect(resultRows(page)).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "errors.csv" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("errors.csv");
  const lines = (await textOf(download)).replace("\uFEFF", "").trimEnd().split("\r\n");
  expect(lines[0]).toBe("row_number,column,cell,value,error_type,error_message,suggestion");
  // What a spreadsheet would run as a formula is made text.
  expect(lines.some((line) => line.startsWith("3,Model,A3,'=cmd|x,model_not_found,"))).toBe(true);
  expect(lines.some((line) => line.startsWith("3,Quantity,B3,ten,invalid_type,"))).toBe(true);
});

test("refuses the whole file when asked to", async ({ page }) => {
  await openBatch(page);
  await chooseFile(
    page,
    "fleet.csv",
    "Model,Quantity,Electricity\r\nAntminer S21,1,0.06\r\nNobody,1,0.06\r\n",
  );
  await page.getByLabel("Refuse the whole file when one row is bad").check();
  await expect(page).toHaveURL(/whole=1/);
  await calculate(page);
  await expect(page.getByText("Refused: 1 of 2 rows have errors")).toBeVisible();
  await expect(resultRows(page)).toHaveCount(0);
});

test("takes pasted cells and files dropped anywhere", async ({ page }) => {
  await openBatch(page);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "Model\tQuantity\tElectricity\nAntminer S21\t2\t0.06\n");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  });
  await expect(page.getByRole("heading", { name: "pasted-cells.tsv" })).toBeVisible();
  await expect(page.getByText("separated by tabs")).toBeVisible();
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["Model,Quantity\nS21,2\n"], "dropped.csv"));
    for (const type of ["dragenter", "dragover"]) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  });
  await expect(page.getByText("Drop the file to read it")).toBeVisible();
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["Model,Quantity\nS21,2\n"], "dropped.csv"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole("heading", { name: "dropped.csv" })).toBeVisible();
  await expect(page.getByText("Drop the file to read it")).toBeHidden();
});

test("exports what is shown, everything, and a workbook", async ({ page }) => {
  await openBatch(page);
  await page.getByRole("button", { name: "Try it with an example" }).click();
  await calculate(page);
  await page.getByRole("searchbox").fill("hall c");
  await expect(page.getByText("3 of 12 rows")).toBeVisible();
  const download = async (name: string) => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name, exact: true }).click(),
    ]);
    return await textOf(file);
  };
  const shown = (await download("CSV")).replace("\uFEFF", "").trimEnd().split("\r\n");
  expect(shown[0]).toMatch(/^Row,Model,Label,Machines,Tariff \(\$\/kWh\)/);
  expect(shown.slice(1).map((line) => line.split(",").slice(0, 2).join())).toEqual([
    "8,Antminer S21 Pro",
    "9,Antminer S19 Pro",
    "10,Antminer S21 XP",
  ]);
  const all = (await download("All as CSV")).trimEnd().split("\r\n");
  expect(all).toHaveLength(13);
  expect((await download("Excel")).slice(0, 2)).toBe("PK");
});

test("is worked by keyboard alone", async ({ page }) => {
  await openBatch(page);
  await page.getByRole("button", { name: "Try it with an example" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Calculate" })).toBeEnabled();
  await page.getByRole("button", { name: "Calculate" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("10 rows calculated, 2 with errors.")).toBeVisible();
  await page.locator("body").evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (const key of ["j", "j", "k"]) await page.keyboard.press(key);
  await expect(resultTable(page).locator("tr[data-index='0']")).toBeFocused();
  await page.keyboard.press("/");
  await page.keyboard.type("s21 xp");
  await expect(page.getByText("1 of 12 rows")).toBeVisible();
  await expect(page).toHaveURL(/q=s21\+xp/);
});

test("results and errors have no violation that axe knows", { tag: "@phone" }, async ({ page }) => {
  await openBatch(page, `${vectorMarket}&cols=all`);
  await chooseFile(page, "vector.csv", vectorFile);
  await calculate(page);
  await expect(page.getByTestId("daily-profit")).toHaveText("+$312.07");
  await expectAccessible(page);
  await chooseFile(page, "wrong.csv", "Model,Quantity,Electricity\r\nNobody,1,0.06\r\n");
  await calculate(page);
  await expect(page.getByRole("table", { name: "Rows with errors" })).toBeVisible();
  await expectAccessible(page);
});
