import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { settle } from "./page-checks";
import { linkOfMail, signInByApi } from "./people-page";

/** Somebody who registered for one test. */
export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Registers somebody and follows the link in the mail; tests at the same time do not meet each other's people. */
export async function registerPerson(page: Page, name = "Eva Test"): Promise<NewPerson> {
  const email = `e2e-${randomUUID()}@example.com`;
  const password = `walk-${randomUUID()}`;
  await page.goto("/register");
  await settle(page);
  const form = page.getByRole("form", { name: "Register" });
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("E-mail").fill(email);
  await form.getByLabel("Password", { exact: true }).fill(password);
  await form.getByRole("button", { name: "Register" }).click();
  await expect(page.getByText("We sent a link to the address you gave.")).toBeVisible();
  await page.goto(await linkOfMail(page, email, "Confirm this address"));
  await settle(page);
  await page.getByRole("button", { name: "Confirm my address" }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  return { name, email, password };
}

/** Types name and password; what comes then is for the caller to see. */
export async function typePassword(page: Page, { email, password }: NewPerson): Promise<void> {
  await page.goto("/login?next=%2Faccount");
  await settle(page);
  const form = page.getByRole("form", { name: "Sign in" });
  await form.getByLabel("E-mail or user name").fill(email);
  await form.getByLabel("Password", { exact: true }).fill(password);
  await form.getByRole("button", { name: "Sign in" }).click();
}

/** Opens the account's page of somebody who is signed in by their password, at `origin` where one is given. */
export async function openAccount(page: Page, person: NewPerson, origin?: string): Promise<void> {
  await signInByApi(page, person.email, person.password, origin);
  await page.goto(`${origin ?? ""}/account`);
  await settle(page);
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
