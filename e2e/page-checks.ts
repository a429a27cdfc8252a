import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Every page that exists. */
export const pages = [
  "/",
  "/calculator",
  "/calculator/back-test",
  "/curtailment-calculator",
  "/batch-calculator",
  "/miners",
  "/miners/compare",
  "/network",
  "/docs/api",
  "/login",
  "/register",
  "/forgot-password",
] as const;

/** Collects what the browser complains about: errors in the console, uncaught ones, violations of the policy. */
export async function collectComplaints(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  await page.exposeFunction("complain", (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const complain: unknown = Reflect.get(window, "complain");
      if (typeof complain === "function") complain(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return complaints;
}

/** Waits until the page is awake: the frame shows what only the browser can know, the age of the figures. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await expect(page.locator("main").first()).toBeVisible();
  const strip = page.getByRole("region", { name: "Market now" });
  // An address without a page has no frame.
  if ((await strip.count()) > 0)
    await expect(strip.getByRole("button").first()).toBeVisible({ timeout: 15_000 });
}

/** Runs axe on the page in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // The theme is chosen before the first paint.
    await page.reload();
    await settle(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(" | ")}`,
    );
    expect(found).toEqual([]);
  }
}
