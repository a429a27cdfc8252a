import { spawn } from "node:child_process";
import { say } from "./screen.mjs";

const HEARTBEAT_MS = 15_000;

/**
 * Runs one program of the preparation (install, build, migrate) to its end, showing what it prints.
 *
 * @param {object} step
 * @param {string} step.doing as in "installing"
 * @param {string} step.command
 * @param {string[]} step.args
 * @param {string} step.cwd
 * @param {NodeJS.ProcessEnv} step.env
 * @param {AbortSignal} step.signal ends the program and everything it started
 * @returns {Promise<{ code: number | null, output: string }>} `output` is the end of what it printed
 */
export function runStep({ doing, command, args, cwd, env, signal }) {
  return new Promise((resolve, reject) => {
    // A process group of its own, so that all of it can be ended, children of children too.
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const started = performance.now();
    let last = started;
    let output = "";
    const heartbeat = setInterval(() => {
      if (performance.now() - last < HEARTBEAT_MS) return;
      last = performance.now();
      say(`Still ${doing} (${Math.round((last - started) / 1000)} s)`);
    }, 1000);
    const show = (/** @type {NodeJS.WriteStream} */ target) => (/** @type {Buffer} */ chunk) => {
      last = performance.now();
      output = (output + chunk).slice(-4000);
      target.write(chunk);
    };
    child.stdout.on("data", show(process.stdout));
    child.stderr.on("data", show(process.stderr));
    const end = () => endGroup(child.pid);
    signal.addEventListener("abort", end, { once: true });
    const settle = () => {
      clearInterval(heartbeat);
      signal.removeEventListener("abort", end);
    };
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    child.once("close", (code) => {
      settle();
      resolve({ code, output });
    });
    if (signal.aborted) end();
  });
}

/** @param {number | undefined} pid leader of the group */
function endGroup(pid) {
  if (pid === undefined) return;
  signalGroup(pid, "SIGTERM");
  setTimeout(() => signalGroup(pid, "SIGKILL"), 3000).unref();
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} name
 */
function signalGroup(pid, name) {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/**
 * The environment without what belongs to the application: a build must come out the same for everybody.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function neutralEnvironment() {
  const kept =
    /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|LANG|TMPDIR|CI|NO_COLOR|FORCE_COLOR|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|HI_PACKAGES_ROOT|NEXT_TELEMETRY_DISABLED|(npm_config_|https?_proxy$|no_proxy$).*)$/i;
  /** @type {Record<string, string | undefined>} */
  const environment = { NEXT_TELEMETRY_DISABLED: "1" };
  for (const [name, value] of Object.entries(process.env)) if (kept.test(name)) environment[name] = value;
  return /** @type {NodeJS.ProcessEnv} */ (environment);
}
