import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { neutralEnvironment } from "../launcher/steps.mjs";
import { startUpstreamSimulator } from "../upstream-simulator.mjs";

const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 20_000;

/**
 * Starts the application as `npm start` does, from `copy`, on a free port, with fresh data and with the simulator in
 * place of the market's providers.
 *
 * @param {string} root
 * @param {string} copy
 * @param {AbortSignal} signal
 * @param {Readonly<Record<string, string>>} [more] environment
 * @returns {Promise<{ address: string, simulator: string, dataDir: string, stop: () => Promise<void> }>}
 */
export async function startApplication(root, copy, signal, more = {}) {
  const simulator = await startUpstreamSimulator({ port: 0 });
  const dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-e2e-"));
  chmodSync(dataDir, 0o711);
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(copy, "scripts/start.mjs")], {
    cwd: copy,
    env: {
      ...neutralEnvironment(),
      HI_PACKAGES_ROOT: root,
      HOST: "127.0.0.1",
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      MARKET_UPSTREAM_BASE_URL: simulator.baseUrl,
      ...more,
    },
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise((resolve) => {
    child.once("exit", (code, how) => resolve(how ?? code));
    child.once("error", resolve);
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
    await exited;
    clearTimeout(timer);
    await simulator.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await readyLine(child, exited, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address: `http://127.0.0.1:${port}`, simulator: simulator.baseUrl, dataDir, stop };
}

/**
 * Resolves when the launcher says that it is ready, which is the last thing it says.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {Promise<unknown>} exited
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function readyLine(child, exited, signal) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => reject(new Error(`The application did not start: ${why}.`));
    const timer = setTimeout(() => fail("not ready in time"), READY_WITHIN_MS);
    let said = "";
    child.stdout?.on("data", (chunk) => {
      process.stdout.write(chunk);
      said = (said + chunk).slice(-2000);
      if (/ready in [\d.]+ s/.test(said)) {
        clearTimeout(timer);
        resolve();
      }
    });
    void exited.then((how) => {
      clearTimeout(timer);
      fail(`it ended with ${how}`);
    });
    signal.addEventListener("abort", () => fail("interrupted"), { once: true });
  });
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
