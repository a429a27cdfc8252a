/*
 * What the launcher runs beside the web process: `node worker.mjs`, bundled from this file. Hands over events, runs the
 * functions that they start, and does what is looked for again and again, until it is told to stop or the launcher is gone.
 */
import { sql } from "drizzle-orm";
import { database } from "@/lib/server/database";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { keysFor } from "@/lib/server/secrets/key-ring";
import { outsideEngine } from "./client";
import { startEngine } from "./engine";
import { eventTypes } from "./event-types";
import { allFunctions } from "./functions";
import { listenToJobs, listenToOutbox } from "./listen";
import { periodicTasks } from "./periodic-tasks";
import { startRelay } from "./relay";
import { runPeriodically } from "./run-periodically";

/** Starts everything. @returns how to stop it: in order, within the six seconds that the launcher waits. */
async function start(): Promise<() => Promise<void>> {
  const { DATABASE_LISTEN_URL, OUTBOX_NOTIFY } = env();
  // Said now instead of at the first mail.
  keysFor("envelope");
  await database().db.execute(sql`select 1`);
  const engine = await startEngine(outsideEngine(), allFunctions);
  const relay = startRelay({ handOver: engine.handOver, eventTypes, onHandedOver: engine.wake });
  const tasks = periodicTasks.map(runPeriodically);
  const wake = () => {
    relay.wake();
    for (const task of tasks) task.wake();
  };
  const isListening = OUTBOX_NOTIFY === "on" && DATABASE_LISTEN_URL !== undefined;
  const listeners = isListening
    ? [listenToOutbox(DATABASE_LISTEN_URL, wake), listenToJobs(DATABASE_LISTEN_URL, engine.wake)]
    : [];
  return async () => {
    await Promise.all([relay.stop(), engine.stop(), ...tasks.map((task) => task.stop())]);
    await Promise.all([...listeners.map((listener) => listener.close()), database().close()]);
  };
}

function fail(error: unknown): void {
  log.fatal({ err: error }, "worker: cannot go on");
  process.exit(1);
}

let isStopping = false;
function stopBy(started: Promise<() => Promise<void>>): void {
  if (isStopping) return;
  isStopping = true;
  started.then((stop) => stop()).then(() => process.exit(0), fail);
}

const started = start();
for (const name of ["SIGTERM", "SIGINT", "disconnect"]) process.on(name, () => stopBy(started));
started.then(() => process.send?.("ready"), fail);
