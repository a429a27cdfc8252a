// @ts-check
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundleProblems, serverVariables } from "./browser-bundle.mjs";

/** @type {string} */
let build;

beforeAll(() => {
  build = mkdtempSync(path.join(tmpdir(), "hashinsight-bundle-"));
  const files = {
    "static/chunks/a.js": 'console.log(process.env.HOME,"calculator")',
    "server/app/miners.html": "<p>miners</p>",
    // What only the server reads may hold anything.
    "server/app/page.js": "process.env.SECRET_KEYS",
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(build, file)), { recursive: true });
    writeFileSync(path.join(build, file), text);
  }
});
afterAll(() => rmSync(build, { recursive: true, force: true }));

it("knows every variable of the server whose name gives something away, from the file that reads them", () => {
  const file = fileURLToPath(new URL("../../lib/server/env.ts", import.meta.url));
  const names = serverVariables(readFileSync(file, "utf8"));
  expect(names).toEqual(
    expect.arrayContaining([
      "SECRET_KEYS",
      "DATABASE_URL",
      "DATABASE_DIRECT_URL",
      "SENDGRID_API_KEY",
      "DATA_DIR",
    ]),
  );
  expect(names).not.toContain("NODE_ENV");
  expect(names).not.toContain("PORT");
});

it("is content with a bundle that holds nothing of the server", () => {
  expect(bundleProblems(build, ["SECRET_KEYS", "hi_owner"])).toEqual({ read: 2, problems: [] });
});

it.each([
  ["static/chunks/b.js", 'e.SECRET_KEYS??""', "SECRET_KEYS"],
  ["static/media/worker.ts", "postgres://hi_owner@db", "hi_owner"],
  ["server/app/login.rsc", '"DATABASE_URL"', "DATABASE_URL"],
])("finds what was planted in %s", (file, text, word) => {
  const planted = path.join(build, file);
  mkdirSync(path.dirname(planted), { recursive: true });
  writeFileSync(planted, text);
  try {
    const { problems } = bundleProblems(build, ["SECRET_KEYS", "hi_owner", "DATABASE_URL"]);
    expect(problems).toEqual([`${file} holds "${word}"`]);
  } finally {
    rmSync(planted);
  }
});

it("does not take a missing build for a clean one", () => {
  expect(() => bundleProblems(path.join(build, "nothing"), ["SECRET_KEYS"])).toThrow(/no finished build/);
});
