import { spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { CLEAN_ENVIRONMENT } from "./account.mjs";
import { EmbeddedFailure, failureFromText, tryTo } from "./failure.mjs";
import { processesIn, waitUntil } from "./process-identity.mjs";

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
const START_TIMEOUT_MS = 60_000;

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {number} pid
 * @property {Promise<string>} ended resolves when the process is gone, with how it ended
 * @property {() => Promise<void>} stop ends it with all data on disk
 */

/**
 * Ends what an earlier start left behind in the cluster's folder and clears its notice. A notice (postmaster.pid)
 * whose process is not there, or is now somebody else's after a reboot, would keep the new server from starting.
 *
 * @param {string} cluster
 * @param {(line: string) => void} say
 */
export async function clearLeftovers(cluster, say) {
  const notice = path.join(cluster, "postmaster.pid");
  const postmaster = existsSync(notice) ? Number(readFileSync(notice, "utf8").split("\n")[0]) : null;
  const running = () => processesIn(cluster, postmaster);
  if (running().length > 0) {
    say("Stopping the database that an earlier start left running");
    for (const [signal, patienceMs] of /** @type {const} */ ([
      ["SIGINT", 20_000],
      ["SIGQUIT", 5000],
      ["SIGKILL", 5000],
    ])) {
      const targets = signal === "SIGKILL" || postmaster === null ? running() : [postmaster];
      for (const pid of targets) sendSignal(pid, signal);
      if (await waitUntil(() => running().length === 0, patienceMs)) break;
    }
    if (running().length > 0) {
      throw new EmbeddedFailure(
        "broken",
        `Process ${running().join(", ")} holds ${cluster} and cannot be ended.`,
      );
    }
  }
  tryTo(`remove ${notice}`, () => rmSync(notice, { force: true }));
}

/**
 * Starts the server on a free port of 127.0.0.1 and waits until it accepts connections.
 *
 * @param {import("./placement.mjs").Placement} placement
 * @param {string} logFile
 * @param {number} [fixedPort] to come back where clients already look for it
 * @returns {Promise<Server>}
 */
export async function startServer(placement, logFile, fixedPort) {
  for (let attempt = 1; ; attempt += 1) {
    const port = fixedPort ?? (await freePort());
    try {
      return await startOn(placement, logFile, port);
    } catch (error) {
      // Between asking for a free port and using it somebody else may take it.
      const lostRace = error instanceof EmbeddedFailure && error.kind === "port_in_use" && attempt < 5;
      if (!lostRace) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
    }
  }
}

/**
 * @param {import("./placement.mjs").Placement} placement
 * @param {string} logFile
 * @param {number} port
 * @returns {Promise<Server>}
 */
async function startOn({ native, cluster, identity }, logFile, port) {
  const log = tryTo(`write ${logFile}`, () => openLog(logFile));
  const offset = statSync(logFile).size;
  const program = path.join(native, "bin", "postgres");
  const child = spawn(program, ["-D", cluster, "-p", String(port)], {
    ...identity,
    cwd: "/",
    env: CLEAN_ENVIRONMENT,
    // A session of its own: Ctrl-C at the terminal must reach the launcher alone, which stops things in order.
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  /** @type {string | null} */
  let end = null;
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    const finish = (/** @type {string} */ how) => {
      end = how;
      resolve(how);
    };
    child.on("error", (error) => finish(error.message));
    child.on("exit", (code, signal) => finish(signal ?? `exit code ${code}`));
  });
  const notice = path.join(cluster, "postmaster.pid");
  const ready = await waitUntil(() => end !== null || isReady(notice, child.pid), START_TIMEOUT_MS);
  if (end !== null || !ready || child.pid === undefined) {
    child.kill("SIGQUIT");
    throw failureFromText("start the database", tail(logFile, offset) || (end ?? "it did not become ready"));
  }
  const pid = child.pid;
  const dismissGuard = guardAgainstOrphan(pid, identity);
  const over = ended.then(async (how) => {
    await dismissGuard();
    return how;
  });
  return { port, pid, ended: over, stop: () => stop(pid, over) };
}

/**
 * Stops the server when this process is killed so hard that it cannot do so itself: the guard's input ends with us.
 *
 * @param {number} pid
 * @param {import("./account.mjs").Identity} identity
 * @returns {() => Promise<unknown>} sends the guard away
 */
function guardAgainstOrphan(pid, identity) {
  const guard = spawn("/bin/sh", ["-c", 'read -r word; kill -INT "$0"', String(pid)], {
    ...identity,
    cwd: "/",
    env: CLEAN_ENVIRONMENT,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const gone = new Promise((resolve) => {
    guard.once("exit", resolve);
    guard.once("error", resolve); // Without a guard the next start still clears what was left.
  });
  guard.unref();
  return () => {
    guard.kill("SIGKILL");
    return gone;
  };
}

/**
 * Fast shutdown, and an immediate one (recovered at the next start) when that takes too long.
 *
 * @param {number} pid
 * @param {Promise<string>} ended
 */
async function stop(pid, ended) {
  for (const [signal, patienceMs] of /** @type {const} */ ([
    ["SIGINT", 2500],
    ["SIGQUIT", 1000],
    ["SIGKILL", 1000],
  ])) {
    sendSignal(pid, signal);
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const patience = new Promise((resolve) => {
      timer = setTimeout(() => resolve(null), patienceMs);
    });
    const how = await Promise.race([ended, patience]);
    clearTimeout(timer);
    if (how !== null) return;
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/**
 * The eighth line of the notice is the server's own word on how far it is.
 *
 * @param {string} notice
 * @param {number | undefined} pid
 */
function isReady(notice, pid) {
  try {
    const lines = readFileSync(notice, "utf8").split("\n");
    return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
  } catch {
    return false; // Not written yet.
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** @param {string} logFile */
function openLog(logFile) {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) truncateSync(logFile);
  return openSync(logFile, "a", 0o600);
}

/**
 * @param {string} file
 * @param {number} from
 */
function tail(file, from) {
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(8192);
    const start = Math.max(from, statSync(file).size - buffer.length);
    return buffer.toString("utf8", 0, readSync(handle, buffer, 0, buffer.length, start));
  } finally {
    closeSync(handle);
  }
}
