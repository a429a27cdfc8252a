import { expect, type Locator, type Page, test } from "@playwright/test";
import { demoPassword } from "../db/seed/demo-logins.mjs";
import { calculate, chooseFile, openBatch } from "./batch-page";
import { collectComplaints, expectAccessible, expectNoSidewaysScroll, isPhone, settle } from "./page-checks";
import { signInByApi } from "./people-page";

/*
 * A member's own machines: added, calculated by the worker, changed, removed and taken back. Each test has a person of its
 * own, since tests run at the same time.
 */

const path = "/calculator/portfolio";

const figure = (page: Page, name: string): Locator =>
  page.getByRole("button", { name: new RegExp(`^${name}:`) }).first();

/** What a page of ours says that it comes from. */
const ownOrigin = () => new URL(test.info().project.use.baseURL ?? "").origin;

/** Signed in, and without machines from an earlier run. */
async function openEmpty(page: Page, email: string): Promise<void> {
  await signInByApi(page, email, demoPassword);
  const { machines } = await portfolioOf(page);
  const headers = { origin: ownOrigin() };
  for (const { id } of machines)
    expect((await page.request.delete(`/api/portfolio/machines/${id}`, { headers })).ok()).toBe(true);
  await calculated(page);
  await page.goto(path);
  await settle(page);
  await expect(page.getByText("No machines yet")).toBeVisible();
}

interface PortfolioAnswer {
  readonly isRecalculating: boolean;
  readonly machines: readonly { readonly id: string }[];
  readonly market: { readonly figures: Readonly<Record<string, { readonly value: number | null }>> };
}

async function portfolioOf(page: Page): Promise<PortfolioAnswer> {
  return await (await page.request.get("/api/portfolio")).json();
}

/** Waits until the worker has calculated what was changed last. */
async function calculated(page: Page): Promise<void> {
  await expect(async () => expect((await portfolioOf(page)).isRecalculating).toBe(false)).toPass({
    timeout: 60_000,
  });
}

async function menu(page: Page, machine: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${machine}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

const usd = (value: number) =>
  `${value < 0 ? "-" : "+"}$${Math.abs(value).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

test("machines are added, show what the calculator says of them, are changed, removed and taken back", async ({
  page,
}) => {
  const complaints = await collectComplaints(page);
  await openEmpty(page, "customer2@demo.example");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Add machines" }).click();
  const form = page.getByRole("form", { name: "Machines" });
  await form.getByRole("combobox", { name: "Machine" }).click();
  await page.getByPlaceholder(/^Search \d+ machines$/).fill("Antminer S21 Pro");
  await page.keyboard.press("Enter");
  await expect(form.getByRole("combobox", { name: "Machine" })).toContainText("Antminer S21 Pro");
  await form.getByRole("textbox", { name: "Machines" }).fill("10");
  await form.getByRole("button", { name: "Add" }).click();
  // What is missing is said beside its field, and nothing typed is lost.
  await expect(form.getByRole("textbox", { name: "Power price" })).toHaveAttribute("aria-invalid", "true");
  await form.getByRole("textbox", { name: "Power price" }).fill("0.06");
  await form.getByRole("textbox", { name: "Paid for all of them" }).fill("32000");
  await form.getByRole("textbox", { name: "Name" }).fill("Garage");
  await expectAccessible(page, "[role=dialog]");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("table", { name: "Your machines" })).toContainText("Garage");
  await calculated(page);

  // The figures come by themselves, and are those of the calculator for the same machines and market.
  const { market } = await portfolioOf(page);
  const { btcPriceUsd, difficulty, subsidyBtc, feesBtcPerBlock } = market.figures;
  const answer = await page.request.post("/api/calculate", {
    headers: { origin: ownOrigin() },
    data: {
      minerModel: "Antminer S21 Pro",
      quantity: 10,
      electricityUsdPerKwh: 0.06,
      market: {
        btcPriceUsd: btcPriceUsd?.value,
        difficulty: difficulty?.value,
        subsidyBtc: subsidyBtc?.value,
        feesBtcPerBlock: feesBtcPerBlock?.value ?? 0,
      },
    },
  });
  const profit = usd((await answer.json()).daily.profitUsd);
  await expect(figure(page, "Profit a day")).toContainText(profit);
  await expect(figure(page, "Profit of Garage")).toContainText(profit);
  await figure(page, "Profit of Garage").click();
  const box = page.locator("[popover]:popover-open");
  await expect(box).toContainText("revenue (before pool fee) - pool fee - power cost");
  await expect(box).toContainText(/10 machines of .*\$0\.06\/kWh.* BTC at \$/);
  await page.keyboard.press("Escape");
  await expectAccessible(page);

  await menu(page, "Garage", "Change");
  await form.getByRole("textbox", { name: "Machines" }).fill("20");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Garage is changed")).toBeVisible();
  await expect(page.getByText("20 machines in 1 row")).toBeVisible();
  await expect(figure(page, "Profit a day")).not.toContainText(profit);

  await menu(page, "Garage", "Remove");
  await expect(page.getByText("No machines yet")).toBeVisible();
  const removed = page.getByRole("listitem").filter({ hasText: "Garage is removed" });
  await removed.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("table", { name: "Your machines" })).toContainText("Garage");
  await expect(page.getByText("20 machines in 1 row")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("the rows of a calculated file go into the portfolio", async ({ page }) => {
  await openEmpty(page, "customer@demo.example");
  await page.getByRole("link", { name: "Import a file" }).click();
  await expect(page).toHaveURL(/\/batch-calculator/);
  await openBatch(page);
  const lines = [
    "Label,Model,Quantity,Electricity (USD/kWh)",
    "North hall,Antminer S21,8,0.05",
    "South hall,No such,1,0.05",
  ];
  await chooseFile(page, "own.csv", `${lines.join("\r\n")}\r\n`);
  await calculate(page);
  await page.getByRole("button", { name: "Add to portfolio" }).click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  const table = page.getByRole("table", { name: "Your machines" });
  await expect(table).toContainText("North hall");
  await expect(table).not.toContainText("South hall");
  await calculated(page);
  await expect(figure(page, "Profit of North hall")).toContainText("$");
});

test("on a phone each row of machines is a card with its figures", { tag: "@phone" }, async ({ page }) => {
  await openEmpty(page, isPhone(page) ? "sales@demo.example" : "guest@demo.example");
  const machines = [
    {
      minerModel: "Antminer S21",
      quantity: 12,
      electricityUsdPerKwh: "0.055",
      capexUsd: "36000",
      site: "Boden",
    },
    { name: "Old ones", hashrateThs: 95, powerWatts: 3250, quantity: 40, electricityUsdPerKwh: "0.11" },
  ];
  const headers = { origin: ownOrigin() };
  const answer = await page.request.post("/api/portfolio/machines", { headers, data: { machines } });
  expect(answer.status(), await answer.text()).toBe(201);
  // Without anybody loading the page anew.
  await expect(page.getByText("Old ones").first()).toBeVisible({ timeout: 60_000 });
  await calculated(page);
  await expect(figure(page, "Profit of Old ones")).toContainText("$");
  await expect(page.getByText("52 machines in 2 rows")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
