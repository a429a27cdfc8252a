import { expect, test } from "@playwright/test";
import { registerPerson } from "./new-person";
import { collectComplaints, expectAccessible, settle } from "./page-checks";

test("a mail that nobody carries can be read and followed at /dev/mail", async ({ page }) => {
  const { email } = await registerPerson(page);
  const complaints = await collectComplaints(page);
  await page.goto("/dev/mail");
  await settle(page);
  await expect(page.getByRole("heading", { level: 1, name: "Mail" })).toBeVisible();
  const entry = page.getByRole("listitem").filter({ hasText: email }).first();
  if (!(await entry.locator("details").evaluate((details) => details.hasAttribute("open")))) {
    await entry.locator("summary").click();
  }
  await expect(entry.getByRole("link")).toHaveAttribute("href", /^http/);
  await expect(entry.getByText("You get this mail because your address was used to register.")).toBeVisible();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});
