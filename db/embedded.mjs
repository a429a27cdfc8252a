/**
 * The PostgreSQL that `npm start` brings: binaries from npm, files in DATA_DIR, reachable on 127.0.0.1 only.
 *
 * Plain JavaScript without dependencies, because the launcher uses it before anything is built.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { postgresVersion } from "./embedded/binaries.mjs";
import { ensureCluster } from "./embedded/cluster.mjs";
import { readOrCreateCredentials } from "./embedded/credentials.mjs";
import { EmbeddedFailure, tryTo } from "./embedded/failure.mjs";
import { takeLock } from "./embedded/lock.mjs";
import { placeServer } from "./embedded/placement.mjs";
import { clearLeftovers, startServer } from "./embedded/server.mjs";

const CRASHES_TOLERATED = 5;
const CRASH_WINDOW_MS = 60_000;

/**
 * @typedef {object} EmbeddedOptions
 * @property {string} dataDir
 * @property {string} packagesRoot the folder that holds node_modules
 * @property {import("./embedded/settings.mjs").Profile} [profile]
 * @property {(line: string) => void} [say] what a person at the terminal should know
 * @property {(failure: Error) => void} [onLost] called when the server ended by itself and does not come back
 */

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} appUrl as hi_app: DATABASE_URL
 * @property {string} ownerUrl as hi_owner: DATABASE_DIRECT_URL
 * @property {string} readUrl as hi_read
 * @property {string} superuserUrl for backups, repairs and tests; never for the application
 * @property {string} cluster folder of the database files
 * @property {() => number} pid
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the server, creating account, cluster, roles and database where they are missing, and clearing what a
 * hard kill left.
 *
 * @param {EmbeddedOptions} options
 * @returns {Promise<EmbeddedPostgres>}
 * @throws {import("./embedded/failure.mjs").EmbeddedFailure}
 */
export async function startEmbeddedPostgres({ dataDir, packagesRoot, profile = "durable", ...callbacks }) {
  const say = callbacks.say ?? (() => {});
  const folder = path.resolve(dataDir);
  // Searchable but not listable by the server's own account.
  tryTo(`create ${folder}`, () => mkdirSync(folder, { recursive: true, mode: 0o711 }));
  const unlock = takeLock(path.join(folder, "postgres.lock"), `The database in ${folder}`);
  try {
    const credentials = readOrCreateCredentials(folder);
    const placement = placeServer(packagesRoot, folder, credentials.clusterId, say);
    ensureCluster(placement, credentials, profile, postgresVersion(placement.native), say);
    const server = await keepRunning(placement, path.join(folder, "postgres.log"), say, callbacks.onLost);
    const url = (/** @type {"postgres" | "hi_owner" | "hi_app" | "hi_read"} */ role) =>
      `postgres://${role}:${credentials[role]}@127.0.0.1:${server.port}/hashinsight`;
    return {
      appUrl: url("hi_app"),
      ownerUrl: url("hi_owner"),
      readUrl: url("hi_read"),
      superuserUrl: url("postgres"),
      cluster: placement.cluster,
      pid: server.pid,
      stop: () => server.stop().finally(unlock),
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * A server that is started again on the same port when it ends by itself, until that happens too often.
 *
 * @param {import("./embedded/placement.mjs").Placement} placement
 * @param {string} logFile
 * @param {(line: string) => void} say
 * @param {(failure: Error) => void} [onLost]
 */
async function keepRunning(placement, logFile, say, onLost = () => {}) {
  await clearLeftovers(placement.cluster, say);
  let server = await startServer(placement, logFile);
  const { port } = server;
  let stopping = false;
  /** @type {number[]} */
  let crashes = [];

  async function watch() {
    for (;;) {
      const how = await server.ended;
      if (stopping) return;
      const now = performance.now();
      crashes = [...crashes.filter((moment) => now - moment < CRASH_WINDOW_MS), now];
      if (crashes.length > CRASHES_TOLERATED) {
        throw new EmbeddedFailure(
          "broken",
          `The database ended ${crashes.length} times in a minute; see ${logFile}.`,
        );
      }
      say(`The database ended by itself (${how}); starting it again`);
      await clearLeftovers(placement.cluster, say);
      if (stopping) return;
      server = await startServer(placement, logFile, port);
      if (stopping) await server.stop();
    }
  }
  const watching = watch().catch(onLost);

  return {
    port,
    pid: () => server.pid,
    stop: async () => {
      stopping = true;
      await server.stop();
      await watching;
    },
  };
}
