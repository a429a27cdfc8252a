// @ts-check
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const projectRoot = fileURLToPath(new URL("../..", import.meta.url));
const biome = path.join(projectRoot, "node_modules/@biomejs/biome/bin/biome");
const longFile = Array.from({ length: 320 }, (_, line) => `export const line${line} = ${line};`).join("\n");

/** What is planted, its text, and the rule that has to catch it. */
const plants = [
  ["any.ts", "export const planted = (value: any) => value;", "noExplicitAny"],
  ["assertion.ts", "export const planted = (list: number[]) => list[0]!;", "noNonNullAssertion"],
  ["environment.ts", "export const planted = process.env.HOME;", "noProcessEnv"],
  ["printing.ts", 'console.log("planted");', "noConsole"],
  ["default.ts", "export default function planted() {}", "noDefaultExport"],
  ["long.ts", longFile, "noExcessiveLinesPerFile"],
  ["floating.ts", "async function act() {}\nexport function planted() {\n  act();\n}", "noFloatingPromises"],
  ["skipped.test.ts", 'import { it } from "vitest";\nit.skip("planted", () => {});', "noSkippedTests"],
  ["BadName.ts", "export const planted = 1;", "useFilenamingConvention"],
];

/** @type {string} */
let root;
/** @type {{ category: string, file: string }[]} */
let findings;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "hashinsight-lint-"));
  copyFileSync(path.join(projectRoot, "biome.json"), path.join(root, "biome.json"));
  mkdirSync(path.join(root, "lib/server"), { recursive: true });
  for (const [file = "", text] of plants) writeFileSync(path.join(root, "lib/server", file), `${text}\n`);
  writeFileSync(path.join(root, "lib/server/plain.ts"), "export const plain = 1;\n");
  const args = [biome, "lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  /** @type {{ diagnostics: { category: string, location: { path: string | { file: string } } }[] }} */
  const report = JSON.parse(stdout.slice(stdout.indexOf("{")));
  findings = report.diagnostics.map(({ category, location }) => ({
    category,
    file: path.basename(typeof location.path === "string" ? location.path : location.path.file),
  }));
}, 60_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("lint rules", () => {
  it.each(plants)("%s is caught", (file, _text, rule) => {
    const rules = findings.filter((finding) => finding.file === file).map(({ category }) => category);
    expect(rules.join(" ")).toContain(rule);
  });

  it("have nothing against a plain file", () => {
    expect(findings.filter(({ file }) => file === "plain.ts")).toEqual([]);
  });
});
