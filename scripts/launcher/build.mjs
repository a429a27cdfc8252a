import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { EXIT, LaunchError } from "./exit-codes.mjs";
import { say } from "./screen.mjs";
import { sha256 } from "./settings.mjs";
import { neutralEnvironment, runStep } from "./steps.mjs";

/** Nothing in these can change what is served. */
const SKIPPED_FOLDERS = new Set([
  "node_modules",
  "coverage",
  "test-results",
  "playwright-report",
  "bench",
  "e2e",
]);
const SKIPPED_FILES = /\.test\.(ts|tsx|mjs)$|^next-env\.d\.ts$|\.tsbuildinfo$|\.log$/;
const ROOT_PROSE = /\.md$/;

/**
 * One text for the content of all sources, the lock file and the configuration: equal texts mean equal builds.
 *
 * @param {string} root
 * @returns {string}
 */
export function sourceFingerprint(root) {
  /** @type {string[]} */
  const lines = [];
  const visit = (/** @type {string} */ folder) => {
    const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
    // Somebody's DATA_DIR, which may lie anywhere.
    if (entries.some((entry) => /^(credentials\.json|(postgres|start)\.lock)$/.test(entry.name))) return;
    for (const entry of entries) {
      const name = path.join(folder, entry.name);
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) visit(name);
      else if (
        entry.isFile() &&
        !SKIPPED_FILES.test(entry.name) &&
        !(folder === "" && ROOT_PROSE.test(entry.name))
      ) {
        lines.push(`${name}\0${sha256(readFileSync(path.join(root, name)))}`);
      }
    }
  };
  visit("");
  return sha256(lines.sort().join("\n"));
}

/**
 * Whether `.next` holds a finished build of exactly these sources.
 *
 * @param {string} root
 * @param {string} fingerprint
 */
export function isBuilt(root, fingerprint) {
  try {
    const stamp = JSON.parse(readFileSync(stampFile(root), "utf8"));
    return stamp.fingerprint === fingerprint && existsSync(path.join(root, ".next", "BUILD_ID"));
  } catch {
    return false;
  }
}

/** @param {string} root */
const stampFile = (root) => path.join(root, ".next", "hi-build.json");

/** @param {string} packagesRoot */
export const nextProgram = (packagesRoot) => path.join(packagesRoot, "node_modules/next/dist/bin/next");

/**
 * Builds what `npm start` serves: the web application, the hashes for its content security policy, the
 * programs beside it.
 *
 * @param {string} root
 * @param {string} packagesRoot
 * @param {string} fingerprint
 * @param {AbortSignal} signal
 * @throws {LaunchError}
 */
export async function buildApplication(root, packagesRoot, fingerprint, signal) {
  say("Building the application (one to two minutes; only when sources changed)");
  rmSync(stampFile(root), { force: true });
  const env = { ...neutralEnvironment(), NODE_ENV: /** @type {const} */ ("production") };
  await run({ doing: "building", args: [nextProgram(packagesRoot), "build"], cwd: root, env, signal });
  if (signal.aborted) return;
  await run({
    doing: "hashing scripts",
    args: [path.join(root, "scripts/csp-hashes.mjs")],
    cwd: root,
    env,
    signal,
  });
  await bundleTools(root, packagesRoot, path.join(root, ".next/hi"));
  if (signal.aborted) return;
  writeFileSync(
    stampFile(root),
    `${JSON.stringify({ fingerprint, builtAt: new Date().toISOString() }, null, 2)}\n`,
  );
}

/**
 * Turns the TypeScript that runs beside the web process, or in threads of it, into JavaScript.
 *
 * @param {string} root
 * @param {string} packagesRoot
 * @param {string} outputFolder
 */
export async function bundleTools(root, packagesRoot, outputFolder) {
  const esbuild = await loadEsbuild(packagesRoot);
  await esbuild.build(toolOptions(root, outputFolder));
  // Its helper process would otherwise stay as long as the launcher does.
  await esbuild.stop();
}

/**
 * The same, and again whenever a source of theirs changes.
 *
 * @param {string} root
 * @param {string} packagesRoot
 * @param {string} outputFolder
 * @returns {Promise<() => Promise<void>>} ends the watching
 */
export async function watchTools(root, packagesRoot, outputFolder) {
  const esbuild = await loadEsbuild(packagesRoot);
  const context = await esbuild.context(toolOptions(root, outputFolder));
  await context.rebuild();
  await context.watch();
  return async () => {
    await context.dispose();
    await esbuild.stop();
  };
}

/**
 * @param {string} packagesRoot
 * @returns {Promise<typeof import("esbuild")>}
 */
function loadEsbuild(packagesRoot) {
  const require = createRequire(path.join(packagesRoot, "package.json"));
  return import(pathToFileURL(require.resolve("esbuild")).href);
}

/**
 * @param {string} root
 * @param {string} outputFolder
 * @returns {import("esbuild").BuildOptions}
 */
function toolOptions(root, outputFolder) {
  return {
    absWorkingDir: root,
    entryPoints: {
      migrate: "scripts/launcher/migrate.ts",
      "first-owner": "scripts/launcher/first-owner.ts",
      "upload-worker": "lib/modules/batch/upload/upload-worker.ts",
      worker: "inngest/worker.ts",
    },
    outdir: outputFolder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "server-only": "./scripts/server-only-stub.mjs" },
    sourcemap: "linked",
    logLevel: "warning",
  };
}

/** @param {{ doing: string, args: string[], cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal }} step */
async function run(step) {
  const { code, output } = await runStep({ ...step, command: process.execPath });
  if (code === 0 || step.signal.aborted) return;
  if (/ENOSPC/.test(output))
    throw new LaunchError(EXIT.diskFull, "The disk is full: the build could not finish.");
  if (/EACCES|EPERM|EROFS/.test(output)) {
    throw new LaunchError(EXIT.noPermission, "Permission is missing: the build could not write into .next.");
  }
  throw new LaunchError(EXIT.build, `The build failed (exit code ${code}); its own words are above.`);
}
