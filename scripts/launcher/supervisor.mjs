import { spawn } from "node:child_process";
import { EXIT, LaunchError } from "./exit-codes.mjs";
import { readableLogLine } from "./log-line.mjs";
import { say } from "./screen.mjs";

const CRASH_WINDOW_MS = 60_000;
const CRASHES_TOLERATED = 5;
const LONGEST_PAUSE_MS = 8000;

/**
 * A process that shall run as long as the application does.
 *
 * @typedef {object} ProcessPlan
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {number} stopTimeoutMs how long it may take to finish what it is doing
 * @property {RegExp} [quiet] lines of its output that are not shown
 * @property {number} [firstPauseMs] before the first restart; doubles with each
 */

/**
 * Keeps one process running: starts it again when it ends by itself, each time after a longer pause, and gives up
 * when it ended five times within a minute.
 */
export class Supervised {
  /** @type {import("node:child_process").ChildProcess | null} */
  #child = null;
  /** @type {Promise<void>} */
  #ended = Promise.resolve();
  /** @type {number[]} */
  #crashes = [];
  /** @type {NodeJS.Timeout | undefined} */
  #restart;
  #stopping = false;
  #isReady = false;
  #isRestarting = false;
  #plan;
  #onLost;

  /**
   * @param {ProcessPlan} plan
   * @param {(failure: LaunchError) => void} onLost
   */
  constructor(plan, onLost) {
    this.#plan = plan;
    this.#onLost = onLost;
    this.#start();
  }

  get name() {
    return this.#plan.name;
  }

  /** Whether the process that runs now has sent "ready" over its channel. */
  get isReady() {
    return this.#isReady;
  }

  get pid() {
    return this.#child?.pid;
  }

  get crashCount() {
    return this.#crashes.length;
  }

  #start() {
    const { command, args, cwd, env, quiet } = this.#plan;
    const child = spawn(command, args, {
      cwd,
      env: { ...env, HI_LAUNCHER_PID: String(process.pid) },
      // A group of its own: Ctrl-C at the terminal reaches the launcher alone, which stops things in order.
      detached: true,
      // The channel tells the process when the launcher is gone, however that happened.
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child = child;
    this.#isReady = false;
    child.on("message", (message) => {
      if (message === "ready") this.#isReady = true;
    });
    for (const [source, target] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])) {
      if (source) forwardLines(source, target, quiet);
    }
    this.#ended = new Promise((resolve) => {
      const finish = (/** @type {string} */ how) => {
        resolve();
        if (this.#child === child) this.#afterEnd(how);
      };
      child.once("error", (error) => finish(error.message));
      child.once("exit", (code, signal) => finish(signal ?? `exit code ${code}`));
    });
  }

  /** @param {string} how */
  #afterEnd(how) {
    this.#child = null;
    this.#isReady = false;
    if (this.#stopping) return;
    if (this.#isRestarting) {
      this.#isRestarting = false;
      this.#start();
      return;
    }
    const now = performance.now();
    this.#crashes = [...this.#crashes.filter((moment) => now - moment < CRASH_WINDOW_MS), now];
    const count = this.#crashes.length;
    if (count >= CRASHES_TOLERATED) {
      this.#onLost(
        new LaunchError(
          EXIT.web,
          `The ${this.#plan.name} process ended ${count} times within a minute (${how}). Giving up.`,
        ),
      );
      return;
    }
    const pauseMs = Math.min(LONGEST_PAUSE_MS, (this.#plan.firstPauseMs ?? 500) * 2 ** (count - 1));
    say(`The ${this.#plan.name} process ended by itself (${how}); starting it again in ${pauseMs / 1000} s`);
    this.#restart = setTimeout(() => this.#start(), pauseMs);
  }

  /** Lets the process finish and starts it again, as one that has not failed. */
  restart() {
    if (this.#stopping || this.#isRestarting || !this.#child) return;
    this.#isRestarting = true;
    void this.#finish(this.#child);
  }

  /** Asks the process to finish, and ends it when it takes too long. */
  async stop() {
    this.#stopping = true;
    clearTimeout(this.#restart);
    if (this.#child) await this.#finish(this.#child);
  }

  /** @param {import("node:child_process").ChildProcess} child */
  async #finish(child) {
    const ended = this.#ended;
    child.kill("SIGTERM");
    const timer = setTimeout(() => {
      say(`The ${this.#plan.name} process takes too long to finish; ending it`);
      child.kill("SIGKILL");
    }, this.#plan.stopTimeoutMs);
    await ended;
    clearTimeout(timer);
  }
}

/**
 * @param {import("node:stream").Readable} source
 * @param {NodeJS.WriteStream} target
 * @param {RegExp} [quiet]
 */
function forwardLines(source, target, quiet) {
  const show = (/** @type {string} */ line) => {
    // Whoever collects the log through a pipe gets it as it is.
    if (!quiet?.test(line)) target.write(`${target.isTTY ? readableLogLine(line) : line}\n`);
  };
  let rest = "";
  source.setEncoding("utf8");
  source.on("data", (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) show(line);
  });
  source.on("end", () => {
    if (rest) show(rest);
  });
}
