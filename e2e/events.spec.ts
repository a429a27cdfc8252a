import { expect, test } from "@playwright/test";
import { demoPassword } from "../db/seed/demo-logins.mjs";
import { collectComplaints, expectAccessible, expectNoSidewaysScroll, settle } from "./page-checks";
import { signIn } from "./people-page";

const admin = "admin@demo.example";

test("an admin sees what runs after changes, and follows a run to its event", {
  tag: "@phone",
}, async ({ page }) => {
  const complaints = await collectComplaints(page);
  await signIn(page, admin, demoPassword, "/account");
  const answer = await page.request.post("/api/portfolio/machines", {
    headers: { origin: new URL(page.url()).origin },
    data: { machines: [{ minerModel: "Antminer S21", quantity: 1, electricityUsdPerKwh: "0.06" }] },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  await page.goto("/admin/events");
  await settle(page);
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
  const run = runs.getByRole("row", { name: /^portfolio\.recalculate/ }).first();
  await run.getByRole("button").click();
  const dialog = page.getByRole("dialog", { name: "Run of portfolio.recalculate" });
  await dialog.getByText("What the event said").click();
  await expect(dialog).toContainText("aggregateVersion");
  await expectAccessible(page, "[role=dialog]");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await page.getByRole("button", { name: /^Dead letters/ }).click();
  await expect(page.getByText("No dead letters")).toBeVisible();
  expect(complaints).toEqual([]);
});
