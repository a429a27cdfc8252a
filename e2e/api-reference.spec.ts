import { expect, test } from "@playwright/test";

test("the API page names every route of the document and what a request needs", async ({ page, request }) => {
  const document = await (await request.get("/api/openapi.json")).json();
  expect(document.openapi).toBe("3.1.0");
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { level: 1, name: "API" })).toBeVisible();
  for (const path of Object.keys(document.paths)) {
    await expect(page.locator("section code").getByText(path, { exact: true }).first()).toBeVisible();
  }
  await expect(page.getByRole("cell", { name: "electricityUsdPerKwh", exact: true }).first()).toBeVisible();
});
