import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { mirrorSources } from "./copy.mjs";
import { countPlaywright, countVitest, summary } from "./tally.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "hi-tally-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} name @param {unknown} content */
function write(name, content) {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
  return file;
}

it("counts a file that cannot be loaded as a failure", () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    testResults: [
      { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] },
      { status: "failed", assertionResults: [] },
      { status: "passed", assertionResults: [{ status: "passed" }] },
    ],
  };
  expect(countVitest(write("vitest.json", report))).toEqual({ passed: 5, failed: 2 });
});

it("counts a browser test that passed only when repeated as a failure", () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 1 }, errors: [{}] };
  expect(countPlaywright(write("playwright.json", report))).toEqual({ passed: 7, failed: 3 });
});

it("ends with the sums alone on the last line", () => {
  const text = summary([
    { name: "lint", passed: 1, failed: 0, seconds: 1 },
    { name: "unit", passed: 40, failed: 2, seconds: 12.34 },
  ]);
  expect(text.split("\n").at(-1)).toBe("41 passed, 2 failed");
  expect(text).toMatch(/✓ lint .*1 passed/);
  expect(text).toMatch(/✗ unit .*12\.3 s/);
});

it("says what was not tested", () => {
  const text = summary([{ name: "unit", passed: 1, failed: 0, seconds: 1 }], ["what needs LibreOffice"]);
  expect(text).toContain("! not tested: what needs LibreOffice");
  expect(text.split("\n").at(-1)).toBe("1 passed, 0 failed");
});

it("mirrors what a build needs, and takes away what is no longer there", () => {
  const root = path.join(folder, "root");
  const copy = path.join(root, ".test/app");
  for (const name of [
    "app/page.tsx",
    "app/page.test.tsx",
    "e2e/a.spec.ts",
    ".env",
    "data/credentials.json",
  ]) {
    write(`root/${name}`, "");
  }
  for (const name of [".next/BUILD_ID", "app/gone.tsx", "gone.ts"]) write(`root/.test/app/${name}`, "");
  mirrorSources(root, copy);
  expect(readdirSync(copy).sort()).toEqual([".next", "app"]);
  expect(readdirSync(path.join(copy, "app"))).toEqual(["page.tsx"]);
  expect(existsSync(path.join(copy, ".next/BUILD_ID"))).toBe(true);
});
