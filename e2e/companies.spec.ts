import { expect, type Page, test } from "@playwright/test";
import { onDatabase } from "./application-database";
import { companyPerson } from "./company-people";
import { expectAccessible, expectNoSidewaysScroll, settle } from "./page-checks";
import { openMenu, signIn } from "./people-page";

const longName = "Kraftwerk Oberösterreich Rechenzentrumsbetriebsgesellschaft mbH";

const companies = (page: Page) => page.getByRole("region", { name: "Companies" });

test("somebody in two companies acts for the other by the menu, for the first again by the account, and the trail says so", {
  tag: "@phone",
}, async ({ page }) => {
  const person = await companyPerson("Ida Nord", [
    { company: "Nordlys Hosting", role: "admin" },
    { company: longName, role: "guest" },
  ]);
  await signIn(page, person.email, person.password, "/admin/user_access");
  await expect(page.getByText("1 person: all with open access.")).toBeVisible();

  const menu = await openMenu(page);
  await menu.getByRole("menuitemradio", { name: longName }).click();
  await expect(page.getByRole("heading", { name: "Your role does not open this page" })).toBeVisible();

  await page.goto("/account");
  await settle(page);
  await expect(companies(page).getByRole("button", { name: `Leave ${longName}` })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await companies(page).getByRole("button", { name: "Act for Nordlys Hosting" }).click();
  await expect(companies(page).getByRole("button", { name: "Leave Nordlys Hosting" })).toBeVisible();

  await page.goto("/admin/audit");
  await expect(page.getByText("Company switched").last()).toBeVisible();
});

test("leaving a company is asked for by keyboard, gives up the place at once, and leads to the next company, then to none", async ({
  page,
}) => {
  const person = await companyPerson("Lea Wind", [
    { company: "Fjord Mining", role: "admin" },
    { company: "Sund Mining", role: "guest" },
  ]);
  await signIn(page, person.email, person.password, "/account");
  const leave = companies(page).getByRole("button", { name: "Leave Fjord Mining" });
  const dialog = page.getByRole("dialog", { name: "Leave Fjord Mining?" });
  await leave.focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await expectAccessible(page, "[role=dialog]");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(leave).toBeFocused();

  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Leave Fjord Mining" }).press("Enter");
  await expect(companies(page).getByRole("button", { name: "Leave Sund Mining" })).toBeVisible();
  await expect(companies(page).getByText("Fjord Mining")).toHaveCount(0);
  const answer = await page.request.get("/api/people");
  expect(answer.status()).toBe(403);

  await settle(page);
  await companies(page).getByRole("button", { name: "Leave Sund Mining" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave Sund Mining" }).click();
  await expect(companies(page).getByText("You are in no company yet")).toBeVisible();
});

test("whoever has their account erased types their address, proves anew who they are, and cannot sign in any more", async ({
  page,
}) => {
  const person = await companyPerson("Eric Forget", [{ company: "Skog Mining", role: "guest" }]);
  await signIn(page, person.email, person.password, "/account");
  await onDatabase(
    (sql) => sql`
      update user_sessions set confirmed_at = now() - interval '1 hour' where user_id = ${person.userId}`,
  );
  await page.getByRole("button", { name: "Erase my account" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase your account?" });
  const address = dialog.getByLabel("Type your e-mail to confirm");
  await address.fill("somebody.else@example.com");
  await address.press("Enter");
  const confirm = page.getByRole("dialog", { name: "Confirm that it is you" });
  const password = confirm.getByLabel("Your password", { exact: true });
  await expect(password).toBeFocused();
  await expect(confirm.getByRole("button", { name: /wallet|passkey/ })).toHaveCount(0);
  await password.fill(person.password);
  await password.press("Enter");
  await expect(confirm).toBeHidden();
  await expect(address).toHaveAttribute("aria-invalid", "true");

  await address.fill(person.email);
  await address.press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
  await settle(page);
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  const { origin } = new URL(page.url());
  const answer = await page.request.post("/api/auth/login", {
    headers: { origin },
    data: { identifier: person.email, password: person.password },
  });
  expect(answer.status()).toBe(401);
});
