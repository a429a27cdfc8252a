import { expect, test } from "@playwright/test";
import { demoPassword } from "../db/seed/demo-logins.mjs";
import { collectComplaints, expectAccessible, expectNoSidewaysScroll, settle } from "./page-checks";
import { signIn } from "./people-page";

const owner = "owner@demo.example";

test(
  "an owner sees what runs after changes, follows a run to its event, pauses a function and lets it go on",
  {
    tag: "@phone",
  },
  async ({ page }, { project }) => {
    const complaints = await collectComplaints(page);
    await signIn(page, owner, demoPassword, "/admin/events");
    await expect(page.getByRole("heading", { level: 1, name: "Events" })).toBeVisible();
    await expect(page.getByText(/^[\d,]+ events? in the last hour, /)).toBeVisible();
    await expect(page.getByRole("heading", { name: "Lag after the commit" })).toBeVisible();

    const functions = page.getByRole("table", { name: "Functions" });
    await expect(functions.getByRole("row", { name: /^mail\.send/ })).toContainText("mail.requested");
    await expect(functions.getByRole("row", { name: /^market\.record-price/ })).toContainText("* * * * *");
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    await page.getByRole("button", { name: "Runs", exact: true }).click();
    await expect(page).toHaveURL(/part=runs/);
    const runs = page.getByRole("table", { name: "Runs, newest first" });
    const first = runs.locator("tbody tr").first();
    await expect(first).toBeVisible();
    await first.getByRole("button").click();
    await expect(page.getByRole("dialog", { name: /^Run of / })).toContainText("What the event said");
    await expectAccessible(page, "[role=dialog]");
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: /^Dead letters/ }).click();
    await expect(page.getByText("No dead letters")).toBeVisible();
    expect(complaints).toEqual([]);
  },
);
