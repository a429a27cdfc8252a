import { expect, type Locator, type Page } from "@playwright/test";

/*
 * Fleet and curtailment as the tests work it. The vector is that of the project's module reference: 100 x S21 at
 * 200 TH/s and 3,550 W, $0.06/kWh, $80,000, difficulty 119.12 T, 3.125 BTC, no fees, pool fee 2.5 %, always on.
 */

export const fleetPage = "/curtailment-calculator";
export const vectorAddress = `${fleetPage}?v=1&w=3550&f=0.025&u=1&bp=80000&d=119120000000000&s=3.125&tf=0`;

export const netEffect = (page: Page): Locator => page.getByTestId("net-effect");
export const lines = (page: Page): Locator => page.getByRole("listitem", { name: /^Line \d+:/ });
export const lineField = (page: Page, line: number, name: string): Locator =>
  lines(page)
    .nth(line - 1)
    .getByRole("textbox", { name: new RegExp(`^${name}`) });

/** The button that takes back what a notice tells of; other notices may still be on the screen. */
export const undoOf = (page: Page, notice: string | RegExp): Locator =>
  page.getByRole("listitem").filter({ hasText: notice }).getByRole("button", { name: "Undo" });

/** Opens an address of the screen and waits for its figures. */
export async function openFleet(page: Page, address = fleetPage): Promise<void> {
  await page.goto(address);
  await expect(netEffect(page)).toHaveText(/[+−]?\$[\d,]+\.\d\d/);
}

/** Opens the vector's fleet and makes it the browser's own. */
export async function keepVector(page: Page): Promise<void> {
  await openFleet(page, vectorAddress);
  await page.getByRole("button", { name: "Keep it as mine" }).click();
  await expect(page).toHaveURL(new RegExp(`${fleetPage}$`));
}
