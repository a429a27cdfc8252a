import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { demoLogins, demoPassword } from "../db/seed/demo-logins.mjs";
import { registerPerson } from "./new-person";
import { expectAccessible, expectNoSidewaysScroll, isPhone, settle } from "./page-checks";
import { fillSignIn, linkOfMail, openMenu, personButton, signIn, signInByForm } from "./people-page";

const newPassword = "six other boring words in a row";

/** What each role may enter beyond what visitors may. */
const beyondVisitors: Readonly<Record<string, readonly string[]>> = {
  owner: ["Portfolio", "People", "Audit trail", "Events"],
  admin: ["Portfolio", "People", "Audit trail", "Events"],
  site_manager: ["Portfolio", "People"],
  operator: ["Portfolio", "People"],
  sales: ["Portfolio", "People"],
  customer: ["Portfolio"],
  guest: ["Portfolio"],
};

test("a person registers, confirms by mail, signs in, changes their name, ends another device, signs out", {
  tag: "@phone",
}, async ({ page, browser }) => {
  const { email, password } = await registerPerson(page, "Nadia Sol");
  await signInByForm(page, email, password, "/account");
  await expect(page).toHaveURL(/\/account$/);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Nadia Berg");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(personButton(page)).toHaveAccessibleName("Your account, Nadia Berg");

  const other = await browser.newContext();
  const otherPage = await other.newPage();
  await signIn(otherPage, email, password, "/account");
  await page.reload();
  await settle(page);
  await expect(page.getByText(`${email}, signed in on 2 devices`)).toBeVisible();
  const devices = page.getByRole("region", { name: "Devices" });
  await devices.getByRole("button", { name: /^Sign out (?!everywhere)/ }).click();
  await expect(page.getByText(`${email}, signed in on this device only`)).toBeVisible();
  await otherPage.goto("/account");
  await expect(otherPage).toHaveURL(/\/login\?next=%2Faccount$/);
  await other.close();

  await (await openMenu(page)).getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL((address) => address.pathname === "/");
  await settle(page);
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("a forgotten password is replaced by a link sent by mail, once", async ({ page }) => {
  const { email } = await registerPerson(page, "Nils Ö");
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgotten?" }).click();
  await expect(page).toHaveURL(/\/forgot-password$/);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("If the address has an account")).toBeVisible();
  const link = await linkOfMail(page, email, "Choose a new password");
  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).fill(newPassword);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByRole("heading", { name: "Your password is changed" })).toBeVisible();

  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).fill("a third password of words");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await signIn(page, email, newPassword);
  await expect(personButton(page)).toHaveAccessibleName("Your account, Nils Ö");
});

test("a wrong password and an unknown account get the same words, and what was typed stays", async ({
  page,
}) => {
  const words: string[] = [];
  for (const identifier of ["guest@demo.example", `${randomUUID()}@people.example`]) {
    await page.goto("/login");
    await settle(page);
    await page.getByLabel("E-mail or user name").fill(identifier);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.keyboard.press("Enter");
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toBeFocused();
    words.push((await alert.textContent()) ?? "");
    await expect(page.getByLabel("E-mail or user name")).toHaveValue(identifier);
  }
  expect(words[0]).toContain("That did not work.");
  expect(words[1]).toBe(words[0]);
});

test("signing in, the menu and signing out work by keyboard alone", async ({ page }) => {
  await page.goto("/login?next=/miners");
  await settle(page);
  await expect(page.getByLabel("E-mail or user name")).toBeFocused();
  await page.keyboard.type("guest");
  await page.keyboard.press("Tab");
  // The link for forgotten passwords stands between the label and the field.
  if (
    !(await page
      .getByLabel("Password", { exact: true })
      .evaluate((field) => field === document.activeElement))
  )
    await page.keyboard.press("Tab");
  await page.keyboard.type(demoPassword);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/miners$/);
  await settle(page);
  await personButton(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(personButton(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL((address) => address.pathname === "/");
});

test("whoever is sent to sign in comes back to where they wanted to go, and nowhere else", async ({
  page,
}) => {
  await page.goto("/account");
  await expect(page).toHaveURL(/\/login\?next=%2Faccount$/);
  await settle(page);
  await fillSignIn(page, "sales@demo.example", demoPassword);
  await expect(page).toHaveURL(/\/account$/);
  await page.context().clearCookies();
  await signInByForm(page, "sales@demo.example", demoPassword, "//evil.example/account");
  expect(new URL(page.url()).origin).toBe(new URL(test.info().project.use.baseURL ?? "").origin);
});

for (const { email, role } of demoLogins) {
  // Whoever may enter most has the longest menu.
  const tag = role === "owner" ? ["@phone"] : [];
  test(`${email} is offered exactly what the role ${role} may enter`, { tag }, async ({ page }) => {
    await signIn(page, email, demoPassword, "/forgot-password");
    await expect(personButton(page)).toBeVisible();
    const menu = await openMenu(page);
    await expect(menu.getByRole("menuitem")).toHaveText([
      "Your account",
      ...(beyondVisitors[role] ?? []),
      "Sign out",
    ]);
    await page.keyboard.press("Escape");
    if (!isPhone(page)) {
      const rail = page.getByRole("navigation", { name: "Main" }).getByRole("listitem");
      await expect(rail).toHaveCount(7 + (beyondVisitors[role] ?? []).length);
    }
    for (const [label, address] of [
      ["People", "/admin/user_access"],
      ["Audit trail", "/admin/audit"],
      ["Events", "/admin/events"],
    ] as const) {
      const answer = await page.request.get(address);
      expect(answer.status(), address).toBe((beyondVisitors[role] ?? []).includes(label) ? 200 : 403);
    }
  });
}

test("a page that the role does not open says so, with status 403, and leads on", async ({ page }) => {
  await signIn(page, "customer@demo.example", demoPassword);
  const answer = await page.goto("/admin/audit");
  expect(answer?.status()).toBe(403);
  await expect(
    page.getByRole("heading", { level: 1, name: "Your role does not open this page" }),
  ).toBeVisible();
  await expectAccessible(page);
});

test("a session that ended is told, what was typed stays, and signing in elsewhere goes on with it", async ({
  page,
  context,
}) => {
  await signIn(page, "guest@demo.example", demoPassword, "/account");
  await expect(personButton(page)).toBeVisible();
  await context.clearCookies();
  await page.getByLabel("New e-mail address").fill("typed@people.example");
  await page.getByRole("button", { name: "Send link to new address" }).click();
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(dialog).toBeVisible();
  const [tab] = await Promise.all([
    context.waitForEvent("page"),
    dialog.getByRole("link", { name: "Sign in in a new tab" }).click(),
  ]);
  await settle(tab);
  await fillSignIn(tab, "guest@demo.example", demoPassword);
  await tab.close();
  await page.bringToFront();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(dialog).toBeHidden();
  await expect(page.getByText("You are signed in again")).toBeVisible();
  await expect(page.getByLabel("New e-mail address")).toHaveValue("typed@people.example");
});

test("the account is accessible in light and dark, and its long sections do not scroll sideways", {
  tag: "@phone",
}, async ({ page }) => {
  await signIn(page, "operator@demo.example", demoPassword, "/account");
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
