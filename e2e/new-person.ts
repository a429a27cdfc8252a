import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { settle } from "./page-checks";

/** Somebody who registered for one test. */
export interface NewPerson {
  readonly email: string;
  readonly password: string;
}

/** Registers somebody and follows the link in the mail; tests at the same time do not meet each other's people. */
export async function registerPerson(page: Page): Promise<NewPerson> {
  const email = `e2e-${randomUUID()}@example.com`;
  const password = `walk-${randomUUID()}`;
  await page.goto("/register");
  await settle(page);
  const form = page.getByRole("form", { name: "Register" });
  await form.getByLabel("Name").fill("Eva Test");
  await form.getByLabel("E-mail").fill(email);
  await form.getByLabel("Password", { exact: true }).fill(password);
  await form.getByRole("button", { name: "Register" }).click();
  await expect(page.getByText("We sent a link to the address you gave.")).toBeVisible();
  await openMail(page, email);
  await settle(page);
  await page.getByRole("button", { name: "Confirm my address" }).click();
  await expect(page.getByText("You can sign in now.")).toBeVisible();
  return { email, password };
}

/** Types name and password; what comes then is for the caller to see. */
export async function typePassword(page: Page, { email, password }: NewPerson, origin = ""): Promise<void> {
  await page.goto(`${origin}/login?next=%2Faccount`);
  await settle(page);
  const form = page.getByRole("form", { name: "Sign in" });
  await form.getByLabel("E-mail or user name").fill(email);
  await form.getByLabel("Password", { exact: true }).fill(password);
  await form.getByRole("button", { name: "Sign in" }).click();
}

/** Waits for the account's page, awake. */
export async function onAccount(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/account$/);
  await settle(page);
}

/** Signs out, whatever the page. */
export async function signOut(page: Page, origin = ""): Promise<void> {
  await page.goto(`${origin}/logout`);
  await settle(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).not.toHaveURL(/\/logout/);
}

/** Goes where the newest mail to somebody leads; the worker needs a moment to deliver it. */
async function openMail(page: Page, email: string): Promise<void> {
  await expect(async () => {
    await page.goto("/dev/mail");
    const mail = page.getByRole("listitem").filter({ hasText: email }).first();
    await expect(mail).toBeVisible({ timeout: 500 });
    // Only the newest mail is open; the link of another stands in the page all the same.
    const href = await mail.locator("a").first().getAttribute("href");
    expect(href).not.toBeNull();
    // By path, since the test may be under another name of the same machine.
    const { pathname, search, hash } = new URL(href ?? "");
    await page.goto(`${pathname}${search}${hash}`);
  }).toPass({ timeout: 20_000 });
}
