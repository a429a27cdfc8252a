import { expect, type Locator, type Page } from "@playwright/test";
import { settle } from "./page-checks";

/** Signs in by the form of the page that is open, and waits until one is elsewhere. */
export async function fillSignIn(page: Page, identifier: string, password: string): Promise<void> {
  await page.getByLabel("E-mail or user name").fill(identifier);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((address) => address.pathname !== "/login", { timeout: 20_000 });
  await settle(page);
}

export async function signIn(page: Page, identifier: string, password: string, next = ""): Promise<void> {
  await page.goto(next === "" ? "/login" : `/login?next=${encodeURIComponent(next)}`);
  await settle(page);
  await fillSignIn(page, identifier, password);
}

/** Whoever is signed in, as the frame shows it. */
export function personButton(page: Page): Locator {
  return page.getByRole("button", { name: /^Your account,/ });
}

export async function openMenu(page: Page): Promise<Locator> {
  await personButton(page).click();
  const menu = page.getByRole("menu");
  await expect(menu).toBeVisible();
  return menu;
}

/** Where the newest mail to somebody leads; waits for it to be written. */
export async function linkOfMail(page: Page, to: string, label: string): Promise<string> {
  const mail = page.locator("details", { hasText: `to ${to}` }).filter({ hasText: label });
  await expect(async () => {
    await page.goto("/dev/mail");
    await expect(mail.first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  const link = mail.first().getByRole("link", { name: label, includeHidden: true });
  return (await link.getAttribute("href")) ?? "";
}
