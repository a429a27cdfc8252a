/*
 * What the launcher runs beside the web process: `node worker.mjs`, bundled from this file. Hands over events and does
 * what is looked for again and again, until it is told to stop or the launcher is gone.
 */
import { sql } from "drizzle-orm";
import { database } from "@/lib/server/database";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { keysFor } from "@/lib/server/secrets/key-ring";
import { consumers } from "./consumers";
import { handOverToConsumers } from "./hand-over";
import { listenToOutbox } from "./listen";
import { periodicTasks } from "./periodic-tasks";
import { startRelay } from "./relay";
import { runPeriodically } from "./run-periodically";

/** Starts everything. @returns how to stop it: in order, within the six seconds that the launcher waits. */
async function start(): Promise<() => Promise<void>> {
  const { DATABASE_LISTEN_URL, OUTBOX_NOTIFY } = env();
  // Said now instead of at the first mail.
  keysFor("envelope");
  const handOver = handOverToConsumers(consumers());
  await database().db.execute(sql`select 1`);
  const relay = startRelay({ handOver });
  const tasks = periodicTasks.map(runPeriodically);
  const wake = () => {
    relay.wake();
    for (const task of tasks) task.wake();
  };
  const isListening = OUTBOX_NOTIFY === "on" && DATABASE_LISTEN_URL !== undefined;
  const listener = isListening ? listenToOutbox(DATABASE_LISTEN_URL, wake) : null;
  return async () => {
    await Promise.all([relay.stop(), ...tasks.map((task) => task.stop())]);
    await Promise.all([listener?.close(), database().close()]);
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
