import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { onDatabase } from "./application-database";
import { type CompanyPerson, companyPerson } from "./company-people";
import { expectAccessible, expectNoSidewaysScroll, isPhone, settle } from "./page-checks";
import { signIn } from "./people-page";

/** An owner alone in a company, with an invitation in its trail, all of it sealed. */
async function openTrail(page: Page): Promise<CompanyPerson> {
  const person = await companyPerson("Otto Trail", [{ company: "Spor Mining", role: "owner" }]);
  await signIn(page, person.email, person.password, "/account");
  const { origin } = new URL(page.url());
  const answer = await page.request.post("/api/people/invitations", {
    headers: { origin },
    data: { email: "new-colleague@example.com", role: "sales" },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  await expect
    .poll(
      async () => {
        const { entries } = await (await page.request.get("/api/audit")).json();
        return entries.map(({ sequence }: { sequence: number | null }) => sequence === null);
      },
      { timeout: 60_000 },
    )
    .toEqual([false, false]);
  await page.goto("/admin/audit");
  await settle(page);
  await expect(entries(page)).toHaveCount(2);
  return person;
}

function entries(page: Page) {
  return isPhone(page)
    ? page.getByRole("list", { name: "Audit trail, newest first" }).locator(":scope > li")
    : page.getByRole("table", { name: "Audit trail, newest first" }).locator("tbody tr");
}

const panel = (page: Page) =>
  page
    .locator("main")
    .filter({ has: page.getByRole("heading", { name: "Is the trail as it was written?" }) });

test("an owner narrows the trail, sees what an act changed, and takes along exactly that", {
  tag: "@phone",
}, async ({ page }) => {
  await openTrail(page);
  await page.getByLabel("Action").selectOption({ label: "Person invited" });
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText("Otto Trail");
  await expect(entries(page)).toContainText(/role.*after.*sales/s);
  await expect(page).toHaveURL(/action=auth\.person_invited/);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /^CSV/ }).click();
  const lines = readFileSync(await (await download).path(), "utf8")
    .trim()
    .split(/\r?\n/);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("auth.person_invited");

  await page.getByRole("button", { name: "Show all" }).click();
  await expect(entries(page).last()).toContainText("Signed in");
});

test("verifying the chain says its head, takes one that was noted down, and names what was tampered with", async ({
  page,
}) => {
  const { orgIds } = await openTrail(page);
  await page.getByRole("button", { name: "Verify chain" }).click();
  await expect(panel(page).getByText("Every entry is as it was sealed")).toBeVisible();
  const head = await panel(page)
    .getByText(/^2:[0-9a-f]{64}$/)
    .textContent();
  await expectAccessible(page);

  const check = async (noted: string) => {
    await panel(page).getByText("Check against a head you noted down").click();
    await panel(page).getByLabel("Noted head").fill(noted);
    await panel(page).getByLabel("Noted head").press("Enter");
  };
  await check("2:no head at all");
  await expect(page.getByText("Must be a number, a colon and 64 hexadecimal digits")).toBeVisible();
  await panel(page)
    .getByLabel("Noted head")
    .fill(head ?? "");
  await panel(page).getByLabel("Noted head").press("Enter");
  await expect(panel(page).getByText("Every entry is as it was sealed")).toBeVisible();

  await onDatabase((sql) =>
    sql.begin(async (tx) => {
      // Whoever owns the machine can do this; nobody can hide it.
      await tx`set local session_replication_role = replica`;
      await tx`
        update audit_entries set action = 'auth.invitation_revoked'
        where org_id = ${orgIds[0] ?? ""} and action = 'auth.person_invited'`;
    }),
  );
  await page.getByRole("button", { name: "Verify chain" }).click();
  await expect(panel(page).getByText(/tampered with/)).toBeVisible();
  await expect(panel(page).getByText(/[Ee]ntry 2\b/)).toBeVisible();
  await expectAccessible(page);
});
