import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { demoPassword } from "../db/seed/demo-logins.mjs";
import { collectComplaints, expectAccessible, isPhone, settle } from "./page-checks";
import { linkOfMail, personButton, signIn } from "./people-page";

const owner = "owner@demo.example";
const newPassword = "four calm words together";

/** Rows of a table, or cards of the phone. */
function entries(page: Page, caption = "People") {
  return isPhone(page)
    ? page.getByRole("list", { name: caption, exact: true }).locator(":scope > li")
    : page.getByRole("table", { name: caption }).locator("tbody tr[data-index]");
}

async function openPeople(page: Page, query = ""): Promise<void> {
  await page.goto(`/admin/user_access${query}`);
  await settle(page);
  await expect(entries(page).first()).toBeVisible();
}

async function findOnly(page: Page, text: string): Promise<void> {
  await page.getByRole("searchbox", { name: "Search by name or e-mail" }).fill(text);
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page).first()).toContainText(text);
}

async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("an owner invites a colleague, who accepts, is changed, suspended with undo, and removed", {
  tag: "@phone",
}, async ({ page, browser }) => {
  const complaints = await collectComplaints(page);
  const email = `${randomUUID()}@access.example`;
  await signIn(page, owner, demoPassword, "/admin/user_access");
  await openPeople(page);

  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("radio", { name: /^Operator/ }).check();
  await dialog.getByRole("checkbox", { name: "Boden" }).check();
  await expect(
    dialog.getByText(/is an operator of .* at Boden\. Until then nothing changes\./),
  ).toBeVisible();
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect(dialog).toBeHidden();
  await findOnly(page, email);
  await expect(entries(page).first()).toContainText("Invited");

  const link = await linkOfMail(page, email, "Look at the invitation");
  const colleague = await browser.newContext();
  const theirs = await colleague.newPage();
  await theirs.goto(link);
  await settle(theirs);
  await expect(theirs.getByRole("heading", { level: 1, name: /^Join / })).toBeVisible();
  await expect(theirs.getByText(`Olivia Berg invites you, ${email}.`)).toBeVisible();
  await expect(theirs.getByText("As an operator at Boden")).toBeVisible();
  await theirs.getByLabel("Your name").fill("Colleague Sund");
  await theirs.getByLabel("Password", { exact: true }).fill(newPassword);
  await theirs.getByRole("button", { name: "Accept and join" }).click();
  await theirs.waitForURL((address) => !address.pathname.startsWith("/invitation"));
  await settle(theirs);
  await expect(personButton(theirs)).toBeVisible();
  await theirs.goto("/admin/user_access");
  await expect(theirs.getByRole("heading", { level: 1, name: "People" })).toBeVisible();

  // Used up: whoever opens the link again is told so.
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This invitation was accepted already" })).toBeVisible();

  await openPeople(page, `?v=1&q=${encodeURIComponent(email)}`);
  await expect(entries(page).first()).toContainText("Operator");
  await choose(page, "Change role and sites");
  await dialog.getByRole("radio", { name: /^Customer/ }).check();
  await dialog.getByRole("button", { name: "Change the role" }).click();
  await expect(page.getByText("Colleague Sund is a customer now")).toBeVisible();
  await expect(entries(page).first()).toContainText("Customer");
  // Their very next click has the new rights.
  await theirs.reload();
  await expect(theirs.getByRole("heading", { name: "Your role does not open this page" })).toBeVisible();

  await choose(page, "Suspend");
  await expect(page.getByText("Colleague Sund is suspended")).toBeVisible();
  await expect(entries(page).first()).toContainText("Suspended");
  // Asked without a page: the notice that offers to undo does not stay for ever.
  const refused = await theirs.request.get("/account", { maxRedirects: 0 });
  expect([refused.status(), refused.headers().location]).toEqual([
    307,
    expect.stringMatching(/\/login\?next=%2Faccount$/),
  ]);
  await page
    .getByRole("listitem")
    .filter({ hasText: "Colleague Sund is suspended" })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(page.getByText("Colleague Sund may act for the company again")).toBeVisible();
  await colleague.close();
  await expect(entries(page).first()).toContainText("Open");

  await choose(page, "Remove from the company");
  await expect(dialog.getByText("Their API keys for")).toBeVisible();
  await dialog.getByRole("button", { name: "Remove Colleague Sund" }).click();
  await expect(page.getByText("Nobody fits these filters")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("what somebody may do is said with its reason, and the last owner is told why they cannot leave", async ({
  page,
}) => {
  await signIn(page, owner, demoPassword, "/admin/user_access");
  await openPeople(page, "?v=1&q=operator@demo.example");
  await page.getByRole("link", { name: "Oskar Dahl" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Oskar Dahl" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search what may be done" }).fill("restart");
  await expect(page.getByText("Operators may restart miners at the sites given to them.")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search what may be done" }).fill("treasury:plan");
  await expect(page.getByText("Operators may not write selling plans and alerts.")).toBeVisible();
  await expectAccessible(page);

  await openPeople(page, "?v=1&q=owner@demo.example");
  await page.getByRole("link", { name: "Olivia Berg" }).click();
  await page.getByRole("button", { name: "Leave the company" }).click();
  await page.getByRole("button", { name: /^Yes, leave / }).click();
  await expect(
    page.getByText("A company keeps at least one owner whose access is open and does not end"),
  ).toBeVisible();
});

test("filters live in the address, the keyboard walks the rows, and all three pages are accessible", {
  tag: "@phone",
}, async ({ page }) => {
  await signIn(page, owner, demoPassword, "/admin/user_access");
  await openPeople(page, "?v=1&q=demo.example&role=operator");
  await expect(entries(page)).toHaveCount(1);
  await expect(page.getByLabel("Role")).toHaveValue("operator");
  await expectAccessible(page);
  if (!isPhone(page)) {
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Oskar Dahl" })).toBeVisible();
  }
  await page.goto("/admin/login_records?v=1&outcome=succeeded&q=owner@demo.example");
  await settle(page);
  await expect(entries(page, "Login history").first()).toContainText("Signed in");
  await expectAccessible(page);
});

test("somebody without the right is told so, and a link that is none says what to do", async ({ page }) => {
  await signIn(page, "customer@demo.example", demoPassword, "/account");
  for (const path of ["/admin/user_access", "/admin/login_records"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Your role does not open this page" })).toBeVisible();
  }
  await page.goto("/invitation/none-of-ours");
  await expect(page.getByRole("heading", { name: "This link is not one of ours" })).toBeVisible();
  await expectAccessible(page);
});
