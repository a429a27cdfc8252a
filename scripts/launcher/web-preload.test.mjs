import { spawn } from "node:child_process";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { afterEach, expect, it, vi } from "vitest";

// Every test starts processes, which takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/* A bare server in the place of Next: like Next, it closes its server on SIGTERM and then ends. */
const SERVER = `
  const http = require("node:http");
  const server = http.createServer((request, response) => {
    if (request.url === "/stream") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: 1\\n\\n");
    } else if (request.url === "/slow") {
      process.send("slow");
      setTimeout(() => response.end("slow"), 300);
    } else if (request.url.startsWith("/wrong")) {
      response.statusCode = 405;
      if (request.url === "/wrong/explained") response.setHeader("content-type", "text/plain");
      response.end(...(request.url === "/wrong/explained" ? ["no"] : []));
    } else {
      response.end(JSON.stringify([request.headers["x-hi-peer-address"], request.rawHeaders]));
    }
  });
  // Longer than any test: idle connections are not closed by Node itself.
  server.keepAliveTimeout = 120_000;
  process.on("SIGTERM", () => server.close(() => process.exit(0)));
  server.listen(0, "127.0.0.1", () => process.send(server.address().port));`;

/** @type {import("node:child_process").ChildProcess[]} */
const running = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

async function startServer() {
  const preload = path.join(import.meta.dirname, "web-preload.cjs");
  const child = spawn(process.execPath, ["--require", preload, "-e", SERVER], {
    env: { ...process.env, HI_LAUNCHER_PID: String(process.pid) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  running.push(child);
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
  /** @type {number} */
  const port = await new Promise((resolve) => child.once("message", (message) => resolve(Number(message))));
  return { child, ended, port };
}

/**
 * @param {number} port
 * @param {string} url
 * @param {http.RequestOptions} [options]
 * @returns {Promise<{ body: string, connection: string | undefined }>}
 */
function get(port, url, options = {}) {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: "127.0.0.1", port, path: url, ...options }, (response) => {
      let body = "";
      response.on("data", (chunk) => (body += chunk));
      response.on("end", () => resolve({ body, connection: response.headers.connection }));
      response.on("error", reject);
    });
    request.on("error", reject);
  });
}

it("gives a refused method the body that every error has, and leaves a refusal that has one alone", async () => {
  const { port } = await startServer();
  const { body } = await get(port, "/wrong/way?x=1");
  expect(JSON.parse(body)).toEqual({
    error: {
      code: "wrong_method",
      message: "/wrong/way does not answer GET; /docs/api says what it answers.",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  });
  expect((await get(port, "/wrong/explained")).body).toBe("no");
});

it("overwrites a peer address that the client made up, however it is written", async () => {
  const { port } = await startServer();
  const headers = { "X-HI-Peer-Address": "6.6.6.6", "x-other": "kept" };
  const { body } = await get(port, "/", { headers });
  const [peer, rawHeaders] = JSON.parse(body);
  expect(peer).toBe("127.0.0.1");
  expect(rawHeaders).toContain("kept");
  expect(rawHeaders.filter((/** @type {string} */ text) => /peer-address/i.test(text))).toHaveLength(1);
  expect(rawHeaders).not.toContain("6.6.6.6");
});

it("finishes requests in flight, ends streams and accepts nothing new when told to stop", async () => {
  const { child, ended, port } = await startServer();
  const stream = get(port, "/stream");
  const inFlight = new Promise((resolve) => child.once("message", resolve));
  const slow = get(port, "/slow", { agent: new http.Agent({ keepAlive: true }) });
  await inFlight;
  child.kill("SIGTERM");
  expect((await stream).body).toBe("data: 1\n\n");
  await expect(get(port, "/", { agent: new http.Agent() })).rejects.toMatchObject({
    // Reset when the connection was waiting to be accepted at that moment.
    code: expect.stringMatching(/^ECONN(REFUSED|RESET)$/),
  });
  expect(await slow).toMatchObject({ body: "slow", connection: "close" });
  expect(await ended).toBe(0);
});

it("still answers what comes on an open connection right after the stop", async () => {
  const { child, ended, port } = await startServer();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  await get(port, "/", { agent });
  const refused = async () =>
    get(port, "/", { agent: new http.Agent() }).then(
      () => false,
      () => true,
    );
  child.kill("SIGTERM");
  while (!(await refused())) await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await get(port, "/", { agent })).connection).toBe("close");
  expect(await ended).toBe(0);
});

it("ends a stream that is asked for on an open connection right after the stop", async () => {
  const { child, ended, port } = await startServer();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  await get(port, "/", { agent });
  child.kill("SIGTERM");
  const isRefused = () =>
    get(port, "/", { agent: new http.Agent() }).then(
      () => false,
      () => true,
    );
  while (!(await isRefused())) await new Promise((resolve) => setTimeout(resolve, 5));
  // A browser connects its stream again at once, by a connection that it has.
  expect((await get(port, "/stream", { agent })).body).toBe("data: 1\n\n");
  expect(await ended).toBe(0);
});

it("closes connections that stay idle, so that a stop need not wait for them", async () => {
  const { child, ended, port } = await startServer();
  const idle = net.connect(port, "127.0.0.1");
  await new Promise((resolve) => idle.once("connect", () => resolve(null)));
  idle.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await new Promise((resolve) => idle.once("data", resolve));
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  idle.destroy();
});

it("ends when the launcher is gone", async () => {
  const { child, ended } = await startServer();
  child.disconnect();
  expect(await ended).toBe(0);
});
