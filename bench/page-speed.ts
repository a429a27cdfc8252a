import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { chromium, type Page } from "@playwright/test";
import { chromiumOf } from "../scripts/test-run/needs.mjs";
import { figure, median } from "./measure/statistics";

const root = path.resolve(import.meta.dirname, "..");
const visits = 5;

/** Gzipped kilobytes of the scripts that a prerendered page names in its HTML: what the first load has to fetch. */
export function firstLoadKilobytes(buildDir: string, page: string): { kilobytes: number; scripts: number } {
  const html = readFileSync(path.join(buildDir, "server/app", `${page}.html`), "utf8");
  const names = [...html.matchAll(/<script[^>]*\ssrc="\/_next\/(?<file>static\/[^"?]+\.js)[^"]*"[^>]*>/g)]
    // Browsers that understand modules never fetch the polyfills.
    .filter((match) => !/\snomodule/i.test(match[0]))
    .map((match) => match.groups?.file ?? "");
  const files = [...new Set(names)];
  return { kilobytes: gzippedKilobytes(buildDir, files), scripts: files.length };
}

/** Gzipped kilobytes of what Next itself loads on every page of this build, before a page adds anything. */
export function baselineKilobytes(buildDir: string): number {
  const manifest: { readonly rootMainFiles: readonly string[] } = JSON.parse(
    readFileSync(path.join(buildDir, "build-manifest.json"), "utf8"),
  );
  return gzippedKilobytes(buildDir, manifest.rootMainFiles);
}

function gzippedKilobytes(buildDir: string, files: readonly string[]): number {
  const sizes = files.map((file) => gzipSync(readFileSync(path.join(buildDir, file)), { level: 9 }).length);
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

/** Largest contentful paint over fresh visits, and the longest task while a person types into the calculator. */
export async function measurePage(address: string) {
  const executablePath = chromiumOf(root);
  if (executablePath === null) throw new Error("no Chromium: `npm test -- --only e2e` installs one");
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  try {
    const paintsMs: number[] = [];
    const typing: number[] = [];
    for (let visit = 0; visit < visits + 1; visit += 1) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await page.goto(`${address}/calculator`, { waitUntil: "load" });
      await page.waitForTimeout(1_500);
      const paintMs = await largestPaintMs(page);
      const longestMs = await longestTaskWhileTypingMs(page);
      // The first visit warms the server and the browser.
      if (visit > 0) {
        paintsMs.push(paintMs);
        typing.push(longestMs);
      }
      await context.close();
    }
    return {
      visits,
      largestContentfulPaintMs: figure(median(paintsMs)),
      largestContentfulPaintMsMax: figure(Math.max(...paintsMs)),
      longestTaskWhileTypingMs: {
        median: figure(median(typing)),
        max: figure(Math.max(...typing)),
        note: "0: none over 50 ms",
      },
    };
  } finally {
    await browser.close();
  }
}

function largestPaintMs(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
}

async function longestTaskWhileTypingMs(page: Page): Promise<number> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { hiTasks: tasks });
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map((entry) => entry.duration)),
    ).observe({
      type: "longtask",
    });
  });
  for (const [label, text] of [
    [/^quantity|^machines/i, "1234"],
    [/^electricity/i, "0.0735"],
  ] as const) {
    const field = page.getByLabel(label).first();
    await field.fill("");
    await field.pressSequentially(text, { delay: 60 });
  }
  await page.waitForTimeout(500);
  return page.evaluate(() => Math.max(0, ...(Reflect.get(globalThis, "hiTasks") as number[])));
}
