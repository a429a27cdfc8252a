import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Every page that exists for visitors. */
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
  if ((await strip.count()) > 0) await expect(strip.getByRole("button").first()).toBeVisible();
}

export function isPhone(page: Page): boolean {
  return (page.viewportSize()?.width ?? 0) < 768;
}

/** Long words and wide tables must not make the whole page scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, page.url()).toBeLessThanOrEqual(0);
}

/** What the theme decides, by axe's names; everything else is the same in both. */
const rulesOfColours = ["color-contrast", "link-in-text-block"];

/**
 * Runs axe on the page as it stands, in light and in dark. Nothing is loaded anew: the theme is one attribute of the
 * root element. Colours are those of the desktop on a phone, too: there it is light alone.
 *
 * @param within selector of the part that is looked at; the whole page without it.
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  const found: string[] = [];
  for (const theme of isPhone(page) ? (["light"] as const) : (["light", "dark"] as const)) {
    await page.evaluate(wearTheme, theme);
    // No page has a frame inside, which is what the other mode is for; it opens a page more each time. What is in order
    // is not written down: that takes longer than to look at it.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
    if (within !== undefined) axe.include(within);
    if (theme === "dark") axe.withRules(rulesOfColours);
    const { violations } = await axe.analyze();
    found.push(
      ...violations.map(
        ({ id, nodes }) => `${theme} ${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(" | ")}`,
      ),
    );
  }
  expect(found).toEqual([]);
}

/**
 * Sets the theme at once. With a transition, however short, a part that the browser has not drawn yet would begin to
 * change its colours only when axe asks for them, and be judged by the old ones.
 */
function wearTheme(theme: "light" | "dark"): void {
  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { transition: none !important; }");
  document.adoptedStyleSheets = [still];
  document.documentElement.dataset.theme = theme;
}
