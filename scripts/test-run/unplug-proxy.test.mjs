import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { copyWithoutProxy } from "./unplug-proxy.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "hi-unplug-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const manifest = ".next/server/functions-config-manifest.json";

/** @param {string} name @param {Record<string, string>} files */
function build(name, files) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name, file)), { recursive: true });
    writeFileSync(path.join(folder, name, file), text);
  }
  return path.join(folder, name);
}

it("takes the proxy out of a copy of the build, and leaves the build itself as it was", () => {
  const functions = { "/_middleware": { runtime: "nodejs" }, "/api/x": { maxDuration: 5 } };
  const built = build("with", {
    "proxy.ts": "",
    ".next/BUILD_ID": "1",
    ".next/cache/big": "",
    ".next/server/middleware.js": "",
    [manifest]: JSON.stringify({ version: 1, functions }),
  });
  const copy = path.join(folder, "without");
  copyWithoutProxy(built, copy);
  expect(JSON.parse(readFileSync(path.join(copy, manifest), "utf8"))).toEqual({
    version: 1,
    functions: { "/api/x": { maxDuration: 5 } },
  });
  expect(existsSync(path.join(copy, ".next/server/middleware.js"))).toBe(false);
  expect(readdirSync(path.join(copy, ".next")).sort()).toEqual(["BUILD_ID", "server"]);
  expect(existsSync(path.join(copy, "proxy.ts"))).toBe(true);
  expect(JSON.parse(readFileSync(path.join(built, manifest), "utf8")).functions).toEqual(functions);
  expect(existsSync(path.join(built, ".next/server/middleware.js"))).toBe(true);
});

it("refuses a build that does not hold the proxy where it looks for it", () => {
  const built = build("elsewhere", {
    [manifest]: '{"version":1,"functions":{}}',
    ".next/server/proxy.js": "",
  });
  expect(() => copyWithoutProxy(built, path.join(folder, "never"))).toThrow(/does not hold proxy\.ts/);
});
