import { expect, type Page, test } from "@playwright/test";
import { calculate, chooseFile, manyRows, openBatch, resultRows } from "./batch-page";
import { expectAccessible } from "./page-checks";

/* What goes wrong with files, servers and lines, said so that somebody knows what to do. */

const smallFile = "Model,Quantity,Electricity\r\nAntminer S21,2,0.06\r\n";

/** Answers the next uploads in place of the server; the look at the first rows passes. */
async function answerRuns(
  page: Page,
  answer: { status?: number; headers?: Record<string, string>; body: string },
) {
  await page.route(/\/batch\/upload\?(?!.*mode=check)/, (route) => route.fulfill(answer));
}

test("a PDF named .xlsx, a broken archive and an empty file are refused in words", async ({ page }) => {
  await openBatch(page);
  await chooseFile(page, "fleet.xlsx", "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n");
  const alert = page.getByRole("alert").filter({ hasText: "cannot be used" });
  await expect(alert).toContainText(/PDF|not a/i);
  await expectAccessible(page);
  await chooseFile(page, "fleet.xlsx", Buffer.from("504b0304deadbeef", "hex"));
  await expect(alert).toBeVisible();
  await chooseFile(page, "fleet.csv", "");
  await expect(page.getByText("The file is empty")).toBeVisible();
});

test("a file beyond 25 MiB is refused before it is sent", async ({ page }) => {
  await openBatch(page);
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await chooseFile(page, "huge.csv", Buffer.alloc(25 * 1024 * 1024 + 1, "a"));
  await expect(page.getByText("The file is too large")).toBeVisible();
  expect(sent).toEqual([]);
});

test("Escape stops a run; what has arrived is kept and marked incomplete", async ({ page }) => {
  await openBatch(page);
  await chooseFile(page, "long.csv", manyRows(150_000));
  await calculate(page);
  await expect(resultRows(page).first()).toBeVisible();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Cancelled", { exact: false }).first()).toBeVisible();
  await expect(page.getByText(/^incomplete: [\d,]+ rows$/)).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(page.getByText(/^Stopped after/)).toBeVisible();
  await page.getByRole("button", { name: "Run again" }).click();
  await expect(page.getByText("149,850 rows calculated, 150 with errors.")).toBeVisible({ timeout: 60_000 });
});

test("a busy server says when to come back", async ({ page }) => {
  await openBatch(page);
  await chooseFile(page, "small.csv", smallFile);
  await answerRuns(page, {
    status: 503,
    headers: { "retry-after": "2", "content-type": "application/json" },
    body: JSON.stringify({ error: { code: "unavailable", message: "Too many files.", requestId: "r-1" } }),
  });
  await calculate(page);
  await expect(page.getByText("The server is busy")).toBeVisible();
  await expect(page.getByText("r-1")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Run again in \d s$/ })).toBeDisabled();
  await page.unroute(/\/batch\/upload\?(?!.*mode=check)/);
  await page.getByRole("button", { name: "Run again", exact: true }).click();
  await expect(page.getByText("1 row calculated, none with errors.")).toBeVisible();
});

test("an answer that breaks off is told from one that ended", async ({ page }) => {
  await openBatch(page);
  await chooseFile(page, "small.csv", smallFile);
  const table = JSON.stringify({
    type: "table",
    kind: "csv",
    sheet: null,
    otherSheets: [],
    encoding: "utf-8",
    delimiter: ",",
    headers: ["Model", "Quantity", "Electricity"],
    mapping: ["minerModel", "quantity", "electricityUsdPerKwh"],
    unread: [],
    sample: [],
    resultColumns: [],
  });
  await answerRuns(page, {
    headers: { "content-type": "application/x-ndjson" },
    body: `${table}\n{"type":"resu`,
  });
  await calculate(page);
  await expect(page.getByText("The answer broke off")).toBeVisible();
  await expect(page.getByRole("button", { name: "Run again" })).toBeEnabled();
});

test("without a connection it says so, and the file is still there", async ({ page, context }) => {
  await openBatch(page);
  await chooseFile(page, "small.csv", smallFile);
  await expect(page.getByRole("button", { name: "Calculate" })).toBeEnabled();
  await context.setOffline(true);
  await calculate(page);
  await expect(page.getByText(/You are offline|The server cannot be reached/)).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Run again" }).click();
  await expect(page.getByText("1 row calculated, none with errors.")).toBeVisible();
});
