import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * @typedef {object} RedisServer
 * @property {string} url
 * @property {number} port
 * @property {(signal: NodeJS.Signals) => void} signal SIGSTOP freezes it, SIGCONT thaws it.
 * @property {() => Promise<void>} kill at once, as a crash would.
 * @property {() => Promise<void>} stop kills it and removes what it wrote.
 */

const program = "redis-server";
const startMsMax = 10_000;

/**
 * Starts a throwaway redis-server on 127.0.0.1 that writes nothing to disk; without a port on a free one.
 *
 * @param {{ port?: number }} [options]
 * @returns {Promise<RedisServer>}
 * @throws Error in plain words when `redis-server` is not in PATH or does not come up.
 */
export async function startRedisServer({ port } = {}) {
  const chosen = port ?? (await freePort());
  const directory = await mkdtemp(path.join(tmpdir(), "hashinsight-redis-"));
  const flags = ["--bind", "127.0.0.1", "--port", String(chosen), "--dir", directory];
  const quiet = ["--save", "", "--appendonly", "no", "--daemonize", "no"];
  const child = spawn(program, [...flags, ...quiet], { stdio: ["ignore", "pipe", "pipe"] });
  const exited = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", resolve);
  });
  try {
    await ready(child);
  } catch (error) {
    child.kill("SIGKILL");
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
  const kill = async () => {
    // A frozen process takes no other signal.
    child.kill("SIGKILL");
    await exited;
  };
  return {
    url: `redis://127.0.0.1:${chosen}`,
    port: chosen,
    signal: (signal) => void child.kill(signal),
    kill,
    stop: async () => {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, import("node:stream").Readable>} child
 * @returns {Promise<void>}
 */
function ready(child) {
  return new Promise((resolve, reject) => {
    let output = "";
    /** @param {string} why */
    const fail = (why) => reject(new Error(`redis-server did not start: ${why}\n${output}`));
    const timer = setTimeout(() => fail(`not ready after ${startMsMax} ms`), startMsMax);
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      output += chunk.toString("utf8");
      if (!output.includes("Ready to accept connections")) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", (error) => {
      clearTimeout(timer);
      const isMissing = "code" in error && error.code === "ENOENT";
      fail(isMissing ? "it is not in PATH (Debian and Ubuntu: apt-get install redis-server)" : error.message);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`exit code ${code}`);
    });
  });
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no free port");
  server.close();
  await once(server, "close");
  return address.port;
}
