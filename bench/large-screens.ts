import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { exampleDocument } from "../components/calculator/fleet/example-document";
import type { FleetDocument } from "../components/calculator/fleet/fleet-document";
import { fleetFileText } from "../components/calculator/fleet/fleet-schema";
import { chromiumOf } from "../scripts/test-run/needs.mjs";
import { type ThreadTasks, threadTasks } from "./measure/thread-tasks";
import { fleetCsv } from "./upload-file";
import { startMeasuredApplication } from "./web-application";

const root = path.resolve(import.meta.dirname, "..");
const rows = 100_000;
const lines = 50;

/**
 * Whether the page's thread is ever held up (no task over 50 ms of its own time): a table of 100,000 rows while it
 * streams, is sorted, scrolled and filtered; a fleet of 50 lines in four scenarios while it is opened and typed into;
 * the calculator's many paths while it is typed into.
 */
export async function measureLargeScreens() {
  const executablePath = chromiumOf(root);
  if (executablePath === null) throw new Error("no Chromium: `npm test -- --only e2e` installs one");
  const application = await startMeasuredApplication();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    return {
      batchOf100000Rows: await batchTasks(browser, application.address),
      fleetOf50Lines: await fleetTasks(browser, application.address),
      calculatorWithPaths: await pathsTasks(browser, application.address),
    };
  } finally {
    await browser.close();
    await application.stop();
  }
}

async function fresh(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForTimeout(3000);
  return page;
}

async function batchTasks(browser: Browser, address: string): Promise<ThreadTasks> {
  const page = await fresh(browser, `${address}/batch-calculator`);
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "fleet.csv", mimeType: "text/csv", buffer: Buffer.from(fleetCsv(rows)) });
  const table = page.getByRole("table", { name: "Results, row by row" });
  await page.getByRole("button", { name: /^Calculate/ }).waitFor();
  await page.waitForTimeout(1000);
  return threadTasks(browser, page, async () => {
    await page.getByRole("button", { name: /^Calculate/ }).click();
    await page.getByText(/rows calculated/).waitFor({ timeout: 120_000 });
    await table.scrollIntoViewIfNeeded();
    for (const name of [/^Profit/, /^Label/, /^Model/]) {
      await table.getByRole("button", { name }).click();
      await page.waitForTimeout(700);
    }
    for (let step = 0; step < 30; step += 1) {
      await page.mouse.wheel(0, step % 3 === 0 ? 50_000 : 600);
      await page.waitForTimeout(40);
    }
    await page.getByRole("searchbox").pressSequentially("s21", { delay: 60 });
    await page.waitForTimeout(1500);
  });
}

function largeFleet(): FleetDocument {
  const [base] = exampleDocument.scenarios;
  if (base === undefined) throw new Error("the example holds a scenario");
  const groups = Array.from({ length: lines }, (_, index) => {
    const group = base.groups[index % base.groups.length];
    if (group === undefined) throw new Error("the example holds groups");
    return { ...group, id: `g${index}`, quantity: 20 + index, ageMonths: index % 40 };
  });
  const scenarios = ["1", "2", "3", "4"].map((id) => ({ ...base, id, name: `Scenario ${id}`, groups }));
  return { ...exampleDocument, scenarios, activeId: "1", isExample: false };
}

async function fleetTasks(browser: Browser, address: string) {
  const page = await fresh(browser, `${address}/curtailment-calculator`);
  const buffer = Buffer.from(fleetFileText(largeFleet()));
  const opening = await threadTasks(browser, page, async () => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Open file" }).click();
    await (await chooser).setFiles({ name: "fleet.json", mimeType: "application/json", buffer });
    await page.getByRole("listitem", { name: new RegExp(`^Line ${lines}:`) }).waitFor({ timeout: 60_000 });
    await page.waitForTimeout(3000);
  });
  const typing = await threadTasks(browser, page, async () => {
    const first = page.getByRole("listitem", { name: /^Line 1:/ });
    const machines = first.getByRole("textbox", { name: /^Machines/ });
    await machines.fill("");
    await machines.pressSequentially("345", { delay: 80 });
    const slider = page.getByRole("slider").first();
    await slider.focus();
    for (let step = 0; step < 10; step += 1) await slider.press("ArrowRight", { delay: 30 });
    await page.waitForTimeout(2000);
  });
  return { opening, typing };
}

async function pathsTasks(browser: Browser, address: string): Promise<ThreadTasks> {
  const page = await fresh(browser, `${address}/calculator`);
  const section = page.getByRole("heading", { name: "What it does not know" });
  return threadTasks(browser, page, async () => {
    await section.scrollIntoViewIfNeeded();
    await page.waitForTimeout(4000);
    const machines = page.getByRole("textbox", { name: /^Machines/ });
    await machines.fill("");
    await machines.pressSequentially("1234", { delay: 80 });
    await page.waitForTimeout(3000);
  });
}
