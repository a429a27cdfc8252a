import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./page-checks";

/*
 * What moved the result: 100 x S21 of 200 TH/s and 3,500 W at $0.06 on a typed market are held, then two inputs change.
 * By hand: energy 100 x 3.5 kW x 24 h = 8,400 kWh a day; with n machines at e USD/kWh the energy costs 84 n e. Machines
 * 100 -> 150 and electricity 0.06 -> 0.07 share the joint effect, so electricity takes -84 x 0.01 x (100 + 150) / 2.
 */

const link = "/calculator?v=1&th=200&w=3500&f=0.025&u=1&bp=80000&d=119120000000000&s=3.125&tf=0";
const field = (page: Page, name: string) => page.getByRole("textbox", { name: new RegExp(`^${name}`) });
const lines = (page: Page) => page.getByRole("table", { name: /^Contribution of each changed input/ });

async function holdAndChange(page: Page): Promise<void> {
  await page.goto(link);
  await expect(page.getByTestId("daily-profit")).toBeVisible();
  await page.getByRole("button", { name: "Hold", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^What moved the result/ })).toBeVisible();
  await field(page, "Machines").fill("150");
  await field(page, "Electricity price").fill("0.07");
}

test("splits the difference among two changed inputs, to the cent", async ({ page }) => {
  await holdAndChange(page);
  await expect(lines(page).getByRole("row", { name: /^Electricity price/ })).toContainText("−$105.00");
  const cents = await lines(page)
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => {
        const [daily = ""] = [...row.querySelectorAll("td")].slice(-2).map((cell) => cell.textContent ?? "");
        return Math.round(Number(daily.replace("−", "-").replaceAll(/[+$,]/g, "")) * 100);
      }),
    );
  const together = cents.at(-1) ?? Number.NaN;
  expect(cents).toHaveLength(3);
  expect(cents.slice(0, -1).reduce((sum, part) => sum + part, 0)).toBe(together);
});

test("a link brings the comparison to somebody else, and it can be ended", async ({ page, context }) => {
  await holdAndChange(page);
  await expect(page).toHaveURL(/[?&]e=0.07.*from=/);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(lines(other).getByRole("row", { name: /^Electricity price/ })).toContainText("−$105.00");
  await expectAccessible(other);
  await other.getByRole("button", { name: "Stop comparing" }).click();
  await expect(other.getByRole("heading", { name: /^What moved the result/ })).toHaveCount(0);
  await expect(other).not.toHaveURL(/from=/);
});
