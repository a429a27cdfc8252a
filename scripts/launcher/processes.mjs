import path from "node:path";
import { nextProgram } from "./build.mjs";

/** What Next prints at its start; the launcher says the same in its own words. */
const NEXT_BANNER =
  /^\s*(▲ Next\.js|- (Local|Network|Environments|Experiments|Logging)\b|✓ (Starting|Ready|Running next.config)\b|$)/;

/** Web and worker stop at the same time; together with the database they have to be gone within ten seconds. */
const STOP_MS = 6500;

/**
 * What the processes of the application work on.
 *
 * @typedef {object} Grounds
 * @property {string} databaseUrl
 * @property {string} directUrl
 * @property {string} secretKeys
 * @property {string} tools folder of the bundled programs
 */

/**
 * The processes of the application beside the database, in the order in which they start.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @param {Grounds} grounds
 * @returns {import("./supervisor.mjs").ProcessPlan[]}
 */
export function applicationProcesses(settings, grounds) {
  const { mode, root, packagesRoot, host, port } = settings;
  const env = {
    ...process.env,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    HOST: host,
    DATA_DIR: settings.dataDir,
    DATABASE_URL: grounds.databaseUrl,
    // The owner of the tables migrates and does nothing else: its password stays with the launcher. Empty instead of
    // absent, because Next would read it from .env again.
    DATABASE_DIRECT_URL: "",
    SECRET_KEYS: grounds.secretKeys,
    EMBEDDED: settings.external === null ? "yes" : "no",
    DATABASE_LISTEN_URL: process.env.DATABASE_LISTEN_URL || listenUrl(grounds),
  };
  const preload = path.join(root, "scripts/launcher/web-preload.cjs");
  const next = [
    nextProgram(packagesRoot),
    mode === "production" ? "start" : "dev",
    "-H",
    host,
    "-p",
    String(port),
  ];
  const shared = { command: process.execPath, cwd: root, stopTimeoutMs: STOP_MS };
  return [
    { ...shared, name: "web", args: ["--require", preload, ...next], env, quiet: NEXT_BANNER },
    {
      ...shared,
      name: "worker",
      args: ["--enable-source-maps", workerFile(grounds.tools)],
      env: { ...env, PROCESS: "worker" },
    },
  ];
}

/** @param {string} tools */
export const workerFile = (tools) => path.join(tools, "worker.mjs");

/**
 * Where the application's own role can LISTEN: it needs a connection past any pooler, but not the owner's rights. So
 * the server and database of DATABASE_DIRECT_URL, with the name and password of DATABASE_URL.
 *
 * @param {{ databaseUrl: string, directUrl: string }} urls
 */
export function listenUrl({ databaseUrl, directUrl }) {
  const { username, password } = new URL(databaseUrl);
  const address = new URL(directUrl);
  address.username = username;
  address.password = password;
  return address.href;
}
