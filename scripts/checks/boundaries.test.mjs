// @ts-check
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkBoundaries } from "./boundaries.mjs";

/** Each planted file, what it imports, and the rule that has to catch it. */
const plants = [
  ["lib/domain/a/planted.ts", "../../server/env", "domain-imports-nothing-else"],
  ["lib/domain/a/planted-core.ts", "node:fs", "domain-imports-no-package"],
  ["db/planted.ts", "../lib/server/env", "db-below-server"],
  ["lib/server/planted.ts", "../modules/market/queries", "server-below-modules"],
  ["lib/modules/market/planted.ts", "../../../components/shell/frame", "modules-below-components"],
  [
    "lib/modules/calculator/planted.ts",
    "../market/commands",
    "modules-read-each-other-through-queries-and-schema",
  ],
  ["lib/browser/planted.ts", "../server/env", "browser-is-plumbing"],
  ["components/shell/planted.ts", "../../app/page", "components-below-app"],
  ["components/market/planted.ts", "../../lib/modules/market/queries", "components-reach-no-server"],
  ["components/ui/planted.ts", "../../lib/modules/market/schema", "kits-know-no-module"],
  ["lib/modules/auth/planted.ts", "next-auth", "next-auth-in-one-place"],
  ["app/planted-session.ts", "next-auth/jwt", "next-auth-in-one-place"],
  ["app/planted.ts", "./missing", "no-unresolvable"],
  ["lib/server/circle-a.ts", "./circle-b", "no-circles"],
];
const targets = {
  "lib/server/env.ts": "export const env = 1;",
  "lib/modules/market/queries.ts": "export const query = 1;",
  "lib/modules/market/schema.ts": "export const schema = 1;",
  "lib/modules/market/commands.ts": "export const command = 1;",
  "components/shell/frame.ts": "export const frame = 1;",
  "lib/server/circle-b.ts": 'import "./circle-a";\nexport const b = 1;',
  "app/page.ts": "export const page = 1;",
  "app/allowed.ts": 'import { query } from "../lib/modules/market/queries";\nexport const allowed = query;',
};

/** @type {string} */
let root;
/** @type {Awaited<ReturnType<typeof checkBoundaries>>} */
let outcome;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), "hashinsight-boundaries-"));
  for (const [file, text] of Object.entries(targets)) write(file, text);
  for (const [file, imported] of plants)
    write(String(file), `import "${imported}";\nexport const planted = 1;`);
  outcome = await checkBoundaries(root, ["app", "components", "lib", "db"]);
}, 60_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), `${text}\n`);
}

describe("boundaries", () => {
  it.each(plants)("a planted import in %s of %s is caught by %s", (file, _imported, rule) => {
    const rules = outcome.violations
      .filter((violation) => violation.from === file)
      .map(({ rule: name }) => name);
    expect(rules).toContain(rule);
  });

  it("an import downwards is no violation", () => {
    expect(outcome.violations.filter(({ from }) => from === "app/allowed.ts")).toEqual([]);
  });

  it("counts the modules it cruised", () => {
    expect(outcome.modulesCruised).toBeGreaterThanOrEqual(plants.length);
  });
});
