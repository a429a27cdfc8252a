import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { installPackages, isInstalled } from "../launcher/install.mjs";
import { say } from "../launcher/screen.mjs";
import { neutralEnvironment, runStep } from "../launcher/steps.mjs";

/** Debian's package of a program, where it is named otherwise. */
const PACKAGES = new Map([["soffice", "libreoffice-calc-nogui"]]);

/**
 * Installs what the tests need and is missing: packages, a browser, redis-server, LibreOffice.
 *
 * @param {string} root
 * @param {{ programs: readonly string[], optional: readonly string[] }} needs programs of "chromium", "redis-server" and
 *   "soffice"; without an optional one the tests go on
 * @param {AbortSignal} signal
 * @returns {Promise<string[]>} optional programs that could not be had
 * @throws Error in a sentence when something that is not optional cannot be had
 */
export async function installNeeds(root, { programs, optional }, signal) {
  if (!isInstalled(root)) await installPackages(root, signal);
  const absent = (/** @type {readonly string[]} */ of) => of.filter((program) => !has(root, program));
  const missing = absent(programs);
  if (missing.length > 0 && !signal.aborted) await installWithApt(missing, signal);
  const still = absent(programs);
  if (still.length > 0 && !signal.aborted) {
    throw new Error(`${still.join(" and ")} could not be installed; apt-get's own words are above.`);
  }
  const wanted = absent(optional);
  if (wanted.length > 0 && !signal.aborted) {
    await installWithApt(wanted, signal).catch((/** @type {unknown} */ error) => {
      say(`${error instanceof Error ? error.message : String(error)} The tests go on without.`);
    });
  }
  return absent(optional);
}

/**
 * @param {string} root
 * @param {string} program
 */
function has(root, program) {
  return program === "chromium" ? chromiumOf(root) !== null : findProgram(program) !== null;
}

/**
 * Where a Chromium lies: Playwright's own where it was installed, else the system's; null when there is none.
 *
 * @param {string} root
 * @returns {string | null}
 */
export function chromiumOf(root) {
  const require = createRequire(path.join(root, "package.json"));
  /** @type {typeof import("@playwright/test")} */
  const { chromium } = require("@playwright/test");
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  return findProgram("chromium") ?? findProgram("google-chrome");
}

/**
 * Where a program lies; null when it is not there.
 *
 * @param {string} program
 * @returns {string | null}
 */
export function findProgram(program) {
  const folders = [
    ...(process.env.PATH ?? "").split(path.delimiter),
    "/usr/bin",
    "/usr/sbin",
    "/usr/local/bin",
  ];
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file)) ?? null;
}

/**
 * @param {readonly string[]} programs
 * @param {AbortSignal} signal
 */
async function installWithApt(programs, signal) {
  const packages = programs.map((program) => PACKAGES.get(program) ?? program);
  const wanted = packages.join(" and ");
  if (!findProgram("apt-get")) {
    throw new Error(
      `${wanted} must be there for the tests, and this system has no apt-get to install them with.`,
    );
  }
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status !== 0) {
    throw new Error(`The tests need ${wanted}. Install them: sudo apt-get install ${packages.join(" ")}`);
  }
  say(`Installing ${wanted} with apt-get`);
  // RUNLEVEL=1: the packages must not start services of their own on this machine.
  const settings = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"];
  const commands = [
    [...settings, "apt-get", "update", "-q"],
    [...settings, "apt-get", "install", "-q", "-y", "--no-install-recommends", ...packages],
  ];
  for (const words of commands) {
    const [command = "", ...args] = isRoot ? words : ["sudo", "-n", ...words];
    const step = { doing: "installing", command, args, cwd: "/", env: neutralEnvironment(), signal };
    const { code } = await runStep(step);
    if (signal.aborted) return;
    // A mirror that fails to refresh may still hold what we want.
    if (code !== 0 && args.includes("install")) throw new Error(`apt-get could not install ${wanted}.`);
  }
}
