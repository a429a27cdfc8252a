import { unwatchFile, watchFile } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "../../db/embedded.mjs";
import { demoLogins, demoPassword } from "../../db/seed/demo-logins.mjs";
import { holdDataFolder } from "./data-folder.mjs";
import { EXIT, exitCodeOf, LaunchError } from "./exit-codes.mjs";
import { watchParents } from "./parent-watch.mjs";
import { migrate, prepare } from "./prepare.mjs";
import { applicationProcesses, workerFile } from "./processes.mjs";
import { complain, say, welcome } from "./screen.mjs";
import { readOrCreateSecretKeys } from "./secrets.mjs";
import { hasDemo, readSettings, requireFreePort } from "./settings.mjs";
import { Supervised } from "./supervisor.mjs";

const READY_WITHIN_MS = 90_000;

/**
 * Starts everything, keeps it running, and stops it in the reverse order: what was started last ends first.
 *
 * Never returns to its caller before the process ends; see exit-codes.mjs for how it can end.
 *
 * @param {"production" | "development"} mode
 */
export async function launch(mode) {
  const started = performance.now();
  const stopping = new AbortController();
  /** @type {(() => void | Promise<void>)[]} */
  const undo = [];
  let ready = false;
  /** @type {(outcome: unknown) => void} */
  let end = () => {};
  /** @type {Promise<unknown>} */
  const ended = new Promise((resolve) => {
    end = (outcome) => {
      stopping.abort();
      resolve(outcome);
    };
  });
  for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(name, () => end(null));
  process.on("uncaughtException", end);
  process.on("unhandledRejection", end);
  watchParents(() => end(null));

  const starting = startAll(mode, started, stopping.signal, undo, end).then(
    () => {
      ready = true;
    },
    (error) => {
      // What a stop cuts short fails; that is no fault.
      if (!stopping.signal.aborted) end(error);
    },
  );
  const outcome = await ended;
  if (outcome === null && ready) say("Stopping");
  await starting;
  const failures = await runAll(undo.reverse());
  const reason = outcome ?? failures[0] ?? null;
  process.exit(reason === null ? (ready ? EXIT.stoppedOnRequest : EXIT.interrupted) : explain(reason));
}

/**
 * One step that fails must not keep the others from ending what they started.
 *
 * @param {(() => void | Promise<void>)[]} steps
 * @returns {Promise<unknown[]>} what was thrown
 */
async function runAll(steps) {
  const failures = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  return failures;
}

/**
 * @param {"production" | "development"} mode
 * @param {number} started
 * @param {AbortSignal} signal
 * @param {(() => void | Promise<void>)[]} undo what to do at the end, last entry first
 * @param {(outcome: unknown) => void} onLost
 */
async function startAll(mode, started, signal, undo, onLost) {
  const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
  const settings = readSettings(root, mode);
  undo.push(await holdDataFolder(settings.dataDir, signal));
  await requireFreePort(settings.host, settings.port);
  // Before the database is made: one without them is then one that lost them.
  const secretKeys =
    settings.secretKeys ?? readOrCreateSecretKeys(settings.dataDir, settings.mayReplaceSecrets);
  const { tools, release } = await prepare(settings, signal);
  undo.push(release);
  if (signal.aborted) return;
  const database = await openDatabase(settings, undo, onLost);
  if (signal.aborted) return;
  await migrate(tools, root, { ...database, hasDemo: hasDemo(settings) }, signal);
  if (signal.aborted) return;
  const plans = applicationProcesses(settings, { ...database, secretKeys, tools });
  const processes = plans.map((plan) => new Supervised(plan, onLost));
  // All at once: each takes the time it needs, and together they must not take longer than one.
  undo.push(() => Promise.all(processes.map((one) => one.stop())).then(() => {}));
  if (mode === "development") undo.push(restartWhenRebuilt(workerFile(tools), processes));
  await untilReady(settings, processes, signal);
  if (signal.aborted) return;
  const seconds = (performance.now() - started) / 1000;
  welcome({ address: settings.address, seconds, database: database.described, notes: notes(settings) });
}

/**
 * @param {import("./settings.mjs").Settings} settings
 * @returns {string[]}
 */
function notes(settings) {
  const { address } = settings;
  // Others could read the links in them, so the page is there on loopback only (lib/server/mail/dev-mail.ts).
  const isMailShown = hasDemo(settings) && !process.env.SENDGRID_API_KEY?.trim();
  const emails = demoLogins.map(({ email }) => email);
  return [
    ...(isMailShown ? [`Mail      ${address}/dev/mail`] : []),
    ...(hasDemo(settings)
      ? [
          `Sign in   ${emails.slice(0, 4).join("  ")}`,
          `          ${emails.slice(4).join("  ")}`,
          `          password of each: ${demoPassword}`,
        ]
      : []),
  ];
}

/**
 * @param {string} file
 * @param {Supervised[]} processes
 * @returns {() => void} ends the watching
 */
function restartWhenRebuilt(file, processes) {
  const worker = processes.find((one) => one.name === "worker");
  const restart = (
    /** @type {import("node:fs").Stats} */ now,
    /** @type {import("node:fs").Stats} */ before,
  ) => {
    if (now.mtimeMs > before.mtimeMs && now.size > 0) worker?.restart();
  };
  watchFile(file, { interval: 500, persistent: false }, restart);
  return () => unwatchFile(file, restart);
}

/**
 * @param {import("./settings.mjs").Settings} settings
 * @param {(() => void | Promise<void>)[]} undo
 * @param {(failure: Error) => void} onLost
 */
async function openDatabase({ external, dataDir, packagesRoot }, undo, onLost) {
  if (external) {
    const { hostname, pathname } = new URL(external.directUrl);
    return { ...external, described: `${pathname.slice(1)} on ${hostname}` };
  }
  const server = await startEmbeddedPostgres({ dataDir, packagesRoot, say, onLost });
  undo.push(server.stop);
  return {
    databaseUrl: server.appUrl,
    directUrl: server.ownerUrl,
    described: `embedded, in ${server.cluster}`,
  };
}

/**
 * @param {import("./settings.mjs").Settings} settings
 * @param {Supervised[]} processes
 * @param {AbortSignal} signal
 * @throws {LaunchError} when the application does not come up
 */
async function untilReady({ address }, processes, signal) {
  const deadline = performance.now() + READY_WITHIN_MS;
  const mute = processes.filter((one) => one.name !== "web");
  let last = "no answer";
  while (!signal.aborted) {
    const crashed = processes.find((one) => one.crashCount > 0);
    if (crashed) {
      throw new LaunchError(
        EXIT.web,
        `The ${crashed.name} process ended before it was ready; its own words are above.`,
      );
    }
    if (performance.now() > deadline) {
      throw new LaunchError(
        EXIT.web,
        `The application was not ready after ${READY_WITHIN_MS / 1000} s (${last}).`,
      );
    }
    const waiting = mute.find((one) => !one.isReady);
    last = (await readiness(address, signal)) ?? (waiting ? `the ${waiting.name} is not ready` : "");
    if (last === "") return;
    await pause(100);
  }
}

/**
 * @param {string} address
 * @param {AbortSignal} signal
 * @returns {Promise<string | null>} why the web process is not ready; null when it is
 */
async function readiness(address, signal) {
  try {
    const answer = await fetch(`${address}/api/ready`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
    const text = (await answer.text()).slice(0, 200);
    return answer.ok ? null : `status ${answer.status}: ${text}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** @param {unknown} error */
function explain(error) {
  const code = exitCodeOf(error);
  if (code !== null && error instanceof Error) {
    complain(error.message);
    return code;
  }
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.unexpected;
}
