import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { failureList, partFailure, playwrightFailures, vitestFailures } from "./failures.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "hi-failures-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @param {unknown} content */
function write(content) {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

it("names the unit tests that failed, with the first six lines of why, without colours", () => {
  const message = `\u001b[31mError: 1\u001b[39m\n\n${[2, 3, 4, 5, 6, 7].join("\n")}`;
  const failed = { status: "failed", title: "adds", ancestorTitles: ["sums", "of two"] };
  const passed = { status: "passed", title: "takes away", ancestorTitles: [] };
  const report = {
    testResults: [
      {
        name: "/r/lib/a.test.ts",
        status: "failed",
        message: "",
        assertionResults: [{ ...failed, failureMessages: [message, "another"] }, passed],
      },
      { name: "/r/lib/b.test.ts", status: "failed", message: "no such module", assertionResults: [] },
      { name: "/r/lib/c.test.ts", status: "passed", message: "", assertionResults: [passed] },
    ],
  };
  expect(vitestFailures(write(report), "/r")).toEqual([
    { title: "lib/a.test.ts › sums › of two › adds", detail: ["Error: 1", "2", "3", "4", "5", "6"] },
    { title: "lib/b.test.ts", detail: ["no such module"] },
  ]);
});

it("names the browser tests that failed or passed only when repeated, and what broke outside of any", () => {
  /** @param {string} projectName @param {string} status @param {object[]} results */
  const run = (projectName, status, ...results) => ({ projectName, status, results });
  const error = { message: "\u001b[2mnot\u001b[22m there" };
  const inner = {
    title: "on a phone",
    file: "a.spec.ts",
    specs: [{ title: "scrolls", tests: [run("phone", "flaky", { error }, {})] }],
  };
  const tests = [run("desktop", "unexpected", { error }), run("phone", "expected", {})];
  const top = {
    title: "a.spec.ts",
    file: "a.spec.ts",
    specs: [{ title: "opens", tests }],
    suites: [inner],
  };
  const report = { config: { rootDir: "/r/e2e" }, suites: [top], errors: [{ message: "no browser" }] };
  expect(playwrightFailures(write(report), "/r")).toEqual([
    { title: "e2e/a.spec.ts › desktop › opens", detail: ["not there"] },
    { title: "e2e/a.spec.ts › phone › on a phone › scrolls", detail: ["not there"] },
    { title: "e2e", detail: ["no browser"] },
  ]);
});

it("shows the last fifteen lines of a part that failed as a whole", () => {
  const output = Array.from({ length: 40 }, (_, at) => `line ${at + 1}`).join("\n");
  expect(failureList([{ name: "lint", failures: [partFailure(`${output}\n\n`)] }]).split("\n")).toEqual([
    "✗ lint",
    ...Array.from({ length: 15 }, (_, at) => `    line ${at + 26}`),
  ]);
});

it("says nothing when nothing failed", () => {
  expect(failureList([{ name: "lint", failures: [] }])).toBe("");
});

it("names twenty failures in some sixty lines and counts the others", () => {
  const failures = Array.from({ length: 300 }, (_, at) => ({
    title: `a.test.ts › ${at}`,
    detail: ["1", "2", "3", "4", "5", "6"],
  }));
  const lines = failureList([{ name: "unit", failures }]).split("\n");
  expect(lines.filter((line) => line.startsWith("✗ unit a.test.ts › "))).toHaveLength(20);
  expect(lines.length).toBeLessThanOrEqual(62);
  expect(lines.at(-1)).toBe("and 280 more failures, in the reports in .test/");
});
