import path from "node:path";
import { buildApplication, isBuilt, sourceFingerprint, watchTools } from "./build.mjs";
import { EXIT, LaunchError } from "./exit-codes.mjs";
import { installPackages, isInstalled } from "./install.mjs";
import { awaitTurn, registerStart, requireNobodyServes } from "./shared-folder.mjs";
import { runStep } from "./steps.mjs";

/**
 * Installs and builds what is missing or out of date.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @param {AbortSignal} signal
 * @returns {Promise<{ tools: string, release: () => void | Promise<void> }>} `tools` is the folder of the bundled
 *   programs; `release` says that this process no longer serves from the build
 */
export async function prepare({ mode, root, packagesRoot, port }, signal) {
  const done = await awaitTurn(root, signal);
  try {
    // A copy that is built for the tests uses the packages of the repository around it.
    if (packagesRoot === root && !isInstalled(root)) {
      requireNobodyServes(root);
      await installPackages(root, signal);
    }
    if (mode === "development") {
      const tools = path.join(root, ".next/dev-tools");
      const release = signal.aborted ? () => {} : await watchTools(root, packagesRoot, tools);
      return { tools, release };
    }
    const fingerprint = sourceFingerprint(root);
    if (!signal.aborted && !isBuilt(root, fingerprint)) {
      requireNobodyServes(root);
      await buildApplication(root, packagesRoot, fingerprint, signal);
    }
    return { tools: path.join(root, ".next/hi"), release: registerStart(root, port) };
  } finally {
    done();
  }
}

/**
 * @param {string} tools
 * @param {string} root
 * @param {{ databaseUrl: string, directUrl: string, hasDemo: boolean }} database
 * @param {AbortSignal} signal
 * @throws {LaunchError}
 */
export async function migrate(tools, root, { databaseUrl, directUrl, hasDemo }, signal) {
  const { code, output } = await runStep({
    doing: "migrating",
    command: process.execPath,
    args: ["--enable-source-maps", path.join(tools, "migrate.mjs"), root],
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DATABASE_DIRECT_URL: directUrl,
      DEMO: hasDemo ? "yes" : "no",
    },
    signal,
  });
  if (code === 0 || signal.aborted) return;
  if (/No space left on device|53100/.test(output)) {
    throw new LaunchError(
      EXIT.diskFull,
      "The disk is full: the database could not be brought up to this version.",
    );
  }
  throw new LaunchError(
    EXIT.migration,
    "The database could not be brought up to this version; the reason is above.",
  );
}
