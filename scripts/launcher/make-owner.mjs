import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bundleTools } from "./build.mjs";
import { EXIT, exitCodeOf, LaunchError } from "./exit-codes.mjs";
import { openGrounds } from "./grounds.mjs";
import { installPackages, isInstalled } from "./install.mjs";
import { complain } from "./screen.mjs";
import { readOrCreateSecretKeys } from "./secrets.mjs";
import { hasDemo, readSettings } from "./settings.mjs";

/**
 * Makes the first owner of a deployment, once its database has been brought up by a first start.
 *
 * @param {string[]} args --company, --name, --email; what is missing is asked for
 * @returns {Promise<number>} the exit code
 */
export async function makeOwner(args) {
  const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
  /** @type {(() => void | Promise<void>)[]} */
  const undo = [];
  const signal = new AbortController().signal;
  try {
    const settings = readSettings(root, "production");
    if (hasDemo(settings)) {
      throw new LaunchError(
        EXIT.ownerExists,
        "The embedded database has demo people, an owner among them; npm start shows their logins. For a deployment of your own set DATABASE_URL, DATABASE_DIRECT_URL and SECRET_KEYS (README.md, A real deployment).",
      );
    }
    if (settings.packagesRoot === root && !isInstalled(root)) await installPackages(root, signal);
    const program = await findProgram(root, settings.packagesRoot);
    const keysInFolder = () => readOrCreateSecretKeys(settings.dataDir, settings.mayReplaceSecrets);
    const { databaseUrl, secretKeys } = await openGrounds(settings, keysInFolder, undo);
    return await runProgram(program, args, {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      DATABASE_DIRECT_URL: "",
      SECRET_KEYS: secretKeys,
      HOST: settings.host,
      PORT: String(settings.port),
    });
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return exitCodeOf(error) ?? EXIT.unexpected;
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/**
 * The program of the build that is served; without a build one made for this.
 *
 * @param {string} root
 * @param {string} packagesRoot
 */
async function findProgram(root, packagesRoot) {
  const built = path.join(root, ".next/hi/first-owner.mjs");
  if (existsSync(built)) return built;
  const folder = path.join(root, ".next/owner-tools");
  await bundleTools(root, packagesRoot, folder);
  return path.join(folder, "first-owner.mjs");
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runProgram(program, args, env) {
  const child = spawn(process.execPath, ["--enable-source-maps", program, ...args], {
    env,
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? EXIT.interrupted));
  });
}
