import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

/** Neither in the build nor needed by the launcher. */
const LEFT_OUT = new Set(["node_modules", "coverage", "test-results", "playwright-report", "bench", "e2e"]);

/**
 * Makes `copy` hold the sources that a build needs, and nothing else but what an earlier build left in its dot
 * folders. Building there leaves the repository's own `.next` to a running `npm start`.
 *
 * @param {string} root
 * @param {string} copy
 */
export function mirrorSources(root, copy) {
  mkdirSync(copy, { recursive: true });
  for (const name of readdirSync(copy)) {
    if (!name.startsWith(".")) rmSync(path.join(copy, name), { recursive: true, force: true });
  }
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.name.startsWith(".") || LEFT_OUT.has(entry.name) || isData(path.join(root, entry.name)))
      continue;
    cpSync(path.join(root, entry.name), path.join(copy, entry.name), {
      recursive: true,
      preserveTimestamps: true,
      filter: (source) => !/\.test\.(ts|tsx|mjs)$|\.tsbuildinfo$/.test(source),
    });
  }
}

/**
 * A DATA_DIR somebody keeps inside the repository.
 *
 * @param {string} folder
 */
function isData(folder) {
  return existsSync(path.join(folder, "credentials.json")) || existsSync(path.join(folder, "start.lock"));
}
