import path from "node:path";
import { nextProgram } from "./build.mjs";

/** What Next prints at its start; the launcher says the same in its own words. */
const NEXT_BANNER =
  /^\s*(▲ Next\.js|- (Local|Network|Environments|Experiments|Logging)\b|✓ (Starting|Ready|Running next.config)\b|$)/;

/** Web and database together have to be gone within ten seconds. */
const WEB_STOP_MS = 6500;

/**
 * The processes of the application beside the database, in the order in which they start. Further ones (the worker)
 * are further entries.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @param {{ databaseUrl: string, directUrl: string }} urls
 * @returns {import("./supervisor.mjs").ProcessPlan[]}
 */
export function applicationProcesses(settings, { databaseUrl, directUrl }) {
  const { mode, root, packagesRoot, host, port } = settings;
  const env = {
    ...process.env,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    HOST: host,
    DATA_DIR: settings.dataDir,
    DATABASE_URL: databaseUrl,
    DATABASE_DIRECT_URL: directUrl,
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
  return [
    {
      name: "web",
      command: process.execPath,
      args: ["--require", preload, ...next],
      cwd: root,
      env,
      stopTimeoutMs: WEB_STOP_MS,
      quiet: NEXT_BANNER,
    },
  ];
}
