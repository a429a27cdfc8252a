import { readFileSync } from "node:fs";
import path from "node:path";
import { EXIT, LaunchError } from "./exit-codes.mjs";
import { say } from "./screen.mjs";
import { neutralEnvironment, runStep } from "./steps.mjs";

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {boolean} [peer]
 * @property {boolean} [link]
 */

/**
 * Whether node_modules holds what the lock file asks for. npm leaves a copy of the lock file there at the end of an
 * installation, so an interrupted one is noticed too.
 *
 * @param {string} folder that holds package-lock.json
 */
export function isInstalled(folder) {
  const wanted = readPackages(path.join(folder, "package-lock.json"));
  const present = readPackages(path.join(folder, "node_modules", ".package-lock.json"));
  if (wanted === null) {
    throw new LaunchError(EXIT.install, `${path.join(folder, "package-lock.json")} is missing or damaged.`);
  }
  if (present === null) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === "" || entry.link) return true;
    const found = present[place];
    // Binaries for other platforms are left out on purpose.
    if (!found) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return found.version === entry.version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * Runs `npm ci` in `folder`.
 *
 * @param {string} folder
 * @param {AbortSignal} signal
 * @throws {LaunchError}
 */
export async function installPackages(folder, signal) {
  const wanted = Object.keys(readPackages(path.join(folder, "package-lock.json")) ?? {}).length;
  say(`Installing ${wanted} packages with npm ci (about a minute on a good line)`);
  // npm tells the programs it runs where it lies; without it, as after `node scripts/start.mjs`, the PATH decides.
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const [command, all] = npm?.endsWith(".js") ? [process.execPath, [npm, ...args]] : ["npm", args];
  const step = { doing: "installing", command, args: all, cwd: folder, env: neutralEnvironment(), signal };
  const { code, output } = await runStep(step).catch((cause) => {
    throw new LaunchError(
      EXIT.install,
      `npm cannot be run (${cause.message}). Install npm, then start again.`,
      { cause },
    );
  });
  if (signal.aborted) return;
  if (code !== 0) throw installFailure(code, output);
}

/**
 * @param {number | null} code
 * @param {string} output
 */
function installFailure(code, output) {
  if (/ENOSPC/.test(output))
    return new LaunchError(EXIT.diskFull, "The disk is full: npm ci could not finish.");
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return new LaunchError(
      EXIT.noPermission,
      "Permission is missing: npm ci could not write into this folder.",
    );
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT/.test(output)) {
    return new LaunchError(
      EXIT.install,
      "npm could not reach its registry. Check the network, then start again.",
    );
  }
  return new LaunchError(EXIT.install, `npm ci failed (exit code ${code}); its own words are above.`);
}
