import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isBuilt, nextProgram, sourceFingerprint } from "../launcher/build.mjs";
import { complain, say } from "../launcher/screen.mjs";
import { neutralEnvironment, runStep } from "../launcher/steps.mjs";
import { mirrorSources } from "./copy.mjs";
import { failureList, partFailure, playwrightFailures, vitestFailures } from "./failures.mjs";
import { chromiumOf, installNeeds } from "./needs.mjs";
import { startApplication } from "./server.mjs";
import { countPlaywright, countVitest, summary } from "./tally.mjs";
import { copyWithoutProxy } from "./unplug-proxy.mjs";

/** @typedef {import("./tally.mjs").Count} Count */
/** @typedef {import("./failures.mjs").Failure} Failure */
/** @typedef {Count & { failures: Failure[] }} Outcome */

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const workFolder = path.join(root, ".test");
const copy = path.join(workFolder, "app");
const interrupted = new AbortController();
const { signal } = interrupted;

/**
 * @param {string[]} args of node
 * @param {Record<string, string>} [more] environment
 * @param {string} [cwd]
 */
async function node(args, more = {}, cwd = root) {
  const env = { ...neutralEnvironment(), ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}), ...more };
  const { code, output } = await runStep({
    doing: "testing",
    command: process.execPath,
    args,
    cwd,
    env,
    signal,
  });
  return { good: code === 0, output };
}

/** @param {string} name */
const program = (name) => path.join(root, "node_modules", name);

/**
 * @param {{ good: boolean, output: string }} step
 * @returns {Outcome}
 */
const one = ({ good, output }) =>
  good ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [partFailure(output)] };

/**
 * Runs a tool that writes a JSON report and reads the outcome from it; no report, or a failure that it does not show,
 * is one.
 *
 * @param {string} report
 * @param {{ count: (file: string) => Count, failuresIn: (file: string, root: string) => Failure[] }} reader
 * @param {() => ReturnType<typeof node>} run
 * @returns {Promise<Outcome>}
 */
async function reported(report, { count, failuresIn }, run) {
  rmSync(report, { force: true });
  const step = await run();
  if (!existsSync(report)) return one({ ...step, good: false });
  const counted = count(report);
  if (step.good || counted.failed > 0) return { ...counted, failures: failuresIn(report, root) };
  return { ...counted, failed: 1, failures: [partFailure(step.output)] };
}

/**
 * Runs Playwright against the build in `folder`, started anew with fresh data.
 *
 * @param {string} folder
 * @param {string} reportName
 * @param {string[]} [args] of Playwright
 * @param {Record<string, string>} [more] environment
 * @returns {Promise<Outcome>}
 */
async function browserTests(folder, reportName, args = [], more = {}) {
  const application = await startApplication(root, folder, signal);
  try {
    const report = path.join(workFolder, reportName);
    const env = {
      HI_ADDRESS: application.address,
      HI_SIMULATOR: application.simulator,
      HI_DATA_DIR: application.dataDir,
      HI_CHROMIUM: chromiumOf(root) ?? "",
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      ...more,
    };
    const reader = { count: countPlaywright, failuresIn: playwrightFailures };
    const command = [program("@playwright/test/cli.js"), "test", ...args];
    return await reported(report, reader, () => node(command, env));
  } finally {
    await application.stop();
  }
}

/** @type {Record<string, () => Promise<Outcome>>} */
const parts = {
  lint: async () =>
    one(
      await node([
        program("@biomejs/biome/bin/biome"),
        "ci",
        ".",
        `--colors=${process.stdout.isTTY ? "force" : "off"}`,
      ]),
    ),
  types: async () => {
    const generated = await node([nextProgram(root), "typegen"]);
    return one(generated.good ? await node([program("typescript/bin/tsc"), "--noEmit"]) : generated);
  },
  checks: async () => one(await node([path.join(root, "scripts/checks/run.mjs")])),
  unused: async () => one(await node([program("knip/bin/knip.js")])),
  unit: () => {
    const report = path.join(workFolder, "vitest.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const reader = { count: countVitest, failuresIn: vitestFailures };
    return reported(report, reader, () => node([program("vitest/vitest.mjs"), "run", ...reporters]));
  },
  build: async () => {
    mirrorSources(root, copy);
    if (isBuilt(copy, sourceFingerprint(copy))) {
      say("The build of these sources is still there");
      return one({ good: true, output: "" });
    }
    return one(await node([path.join(copy, "scripts/build.mjs")], { HI_PACKAGES_ROOT: root }, copy));
  },
  bundle: async () =>
    one(await node([path.join(root, "scripts/checks/browser-bundle.mjs"), path.join(copy, ".next")])),
  e2e: () => browserTests(copy, "playwright.json"),
  "without-proxy": () => {
    const unplugged = path.join(workFolder, "app-without-proxy");
    copyWithoutProxy(copy, unplugged);
    // Whatever the proxy does, nobody may see more without it. No browser takes part, so one project is enough.
    const args = ["e2e/access.spec.ts", "--project=desktop"];
    return browserTests(unplugged, "without-proxy.json", args, { HI_PROXY: "unplugged" });
  },
};

/** These run against the build of these sources and no other. */
const OF_THE_BUILD = new Set(["bundle", "e2e", "without-proxy"]);
/** Programs from outside npm that a part uses. */
const NEEDS = { unit: ["redis-server"], e2e: ["chromium"] };
/** Programs without which a part goes on; what it leaves out then is said at the end. */
const OPTIONAL_NEEDS = { unit: ["soffice"] };
/** @type {Record<string, string>} */
const LEFT_OUT = {
  soffice:
    "that LibreOffice recalculates an exported workbook to the same figures (libreoffice-calc-nogui is not here)",
};

/**
 * Runs everything that has to hold, or the parts named after `--only`, and says so in figures.
 *
 * @returns {Promise<number>} the exit code: 0 when all passed, 1 when something failed, 2 for a wrong option, 130 when
 *   it was interrupted
 */
export async function main() {
  for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(name, () => interrupted.abort());
  }
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const chosen = values.only?.split(",") ?? Object.keys(parts);
  const unknown = chosen.filter((name) => !(name in parts));
  if (unknown.length > 0) {
    complain(`--only is "${values.only}"; it takes ${Object.keys(parts).join(", ")}, with commas between.`);
    return 2;
  }
  if (chosen.some((name) => OF_THE_BUILD.has(name)) && !chosen.includes("build")) chosen.push("build");
  mkdirSync(workFolder, { recursive: true });
  const neededOf = (/** @type {Record<string, string[]>} */ needs) =>
    Object.entries(needs).flatMap(([name, programs]) => (chosen.includes(name) ? programs : []));
  const needs = { programs: neededOf(NEEDS), optional: neededOf(OPTIONAL_NEEDS) };
  const absent = await installNeeds(root, needs, signal);

  /** @type {(Outcome & { name: string, seconds: number })[]} */
  const results = [];
  for (const [name, run] of Object.entries(parts).filter(([part]) => chosen.includes(part))) {
    if (signal.aborted) break;
    const isStuck =
      OF_THE_BUILD.has(name) && results.some((result) => result.name === "build" && result.failed > 0);
    if (!isStuck) say(`Testing: ${name}`);
    const started = performance.now();
    const outcome = isStuck
      ? one({ good: false, output: "There is no build to run against." })
      : await run().catch(failure);
    results.push({ name, ...outcome, seconds: (performance.now() - started) / 1000 });
  }
  const failed = failureList(results);
  if (failed !== "") console.log(`\n${failed}`);
  console.log(
    summary(
      results,
      absent.map((program) => LEFT_OUT[program] ?? program),
    ),
  );
  return signal.aborted ? 130 : Number(results.some((result) => result.failed > 0));
}

/** @param {unknown} error */
function failure(error) {
  const output = error instanceof Error ? error.message : String(error);
  complain(output);
  return one({ good: false, output });
}
