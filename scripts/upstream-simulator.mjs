/**
 * Plays every outside service of the market module on one local port, right or faulty, for tests and for work
 * without a network: `node scripts/upstream-simulator.mjs --port 4010`, and
 * `MARKET_UPSTREAM_BASE_URL=http://127.0.0.1:4010` for the application.
 *
 * Control: `POST /_fault {"provider": "binance" | "*", "fault": "hang" | ... | null}`, `GET /_calls`.
 */
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { answers } from "./upstream-simulator/answers.mjs";
import { figureUnder, isFault, looseJson, sendUnderFault } from "./upstream-simulator/faults.mjs";

/** @typedef {import("./upstream-simulator/faults.mjs").Fault} Fault */

/**
 * @typedef {object} UpstreamSimulator
 * @property {string} baseUrl without a slash at the end.
 * @property {(provider: string, fault: Fault | null) => void} setFault "*" means every provider; null means well again.
 * @property {(provider: string, pathPart?: string) => number} calls requests received, "*" for all; only those whose path contains `pathPart` where given.
 * @property {(provider: string) => number} bytesSent bytes handed to the network by finished or broken answers.
 * @property {() => Promise<void>} close
 */

/**
 * Starts a simulator on 127.0.0.1; without a port on a free one.
 *
 * @param {{ port?: number, nowMs?: () => number }} [options]
 * @returns {Promise<UpstreamSimulator>}
 */
export async function startUpstreamSimulator({ port = 0, nowMs = Date.now } = {}) {
  /** @type {Map<string, Fault>} */
  const faults = new Map();
  /** @type {{ provider: string, path: string, bytes: number }[]} */
  const received = [];
  const closing = new AbortController();

  /** @param {string} provider @param {Fault | null} fault */
  function setFault(provider, fault) {
    if (provider !== "*" && !(provider in answers)) throw new TypeError(`unknown provider: ${provider}`);
    for (const id of provider === "*" ? Object.keys(answers) : [provider]) {
      if (fault === null) faults.delete(id);
      else faults.set(id, fault);
    }
  }

  /** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response */
  async function control(request, response) {
    if (request.url === "/_calls") return sendJson(response, 200, countByProvider());
    const { provider = "", fault = null } = (await readJson(request)) ?? {};
    const isKnown = typeof provider === "string" && (provider === "*" || provider in answers);
    if (!isKnown || !(fault === null || isFault(fault))) {
      return sendJson(response, 400, { error: "expected {provider, fault}" });
    }
    setFault(provider, fault);
    return sendJson(response, 200, { faults: Object.fromEntries(faults) });
  }

  function countByProvider() {
    return Object.fromEntries(Object.keys(answers).map((id) => [id, calls(id)]));
  }

  /** @param {string} provider @param {string} [pathPart] */
  function calls(provider, pathPart = "") {
    return matching(provider).filter(({ path }) => path.includes(pathPart)).length;
  }

  /** @param {string} provider */
  function matching(provider) {
    return received.filter((call) => provider === "*" || call.provider === provider);
  }

  /** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response */
  async function handle(request, response) {
    const url = new URL(request.url ?? "/", "http://simulator");
    if (url.pathname.startsWith("/_")) return control(request, response);
    const [, provider = "", ...rest] = url.pathname.split("/");
    const path = `/${rest.join("/")}`;
    const call = { provider, path, bytes: 0 };
    received.push(call);
    const socket = response.socket;
    const bytesBefore = socket?.bytesWritten ?? 0;
    response.on("close", () => {
      call.bytes = (socket?.bytesWritten ?? 0) - bytesBefore;
    });
    const answer = findAnswer(provider, path);
    if (answer === undefined) return sendJson(response, 404, { error: "no such path" });
    const fault = faults.get(provider) ?? null;
    const body = request.method === "POST" ? await readJson(request) : null;
    const question = {
      seconds: nowMs() / 1000,
      query: url.searchParams,
      path,
      body,
      figure: figureUnder(fault),
    };
    await sendUnderFault(response, fault, looseJson(answer(question)), closing.signal);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => {
      if (!response.headersSent) sendJson(response, 500, { error: String(error) });
      else response.destroy();
    });
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("simulator has no port");
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    setFault,
    calls,
    bytesSent: (provider) => matching(provider).reduce((sum, call) => sum + call.bytes, 0),
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {string} provider @param {string} path */
function findAnswer(provider, path) {
  const paths = answers[provider] ?? {};
  return paths[path] ?? paths[path.replace(/[^/]+$/, ":")];
}

/** @param {import("node:http").ServerResponse} response @param {number} status @param {unknown} body */
function sendJson(response, status, body) {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** @param {import("node:http").IncomingMessage} request @returns {Promise<Record<string, unknown> | null>} the object sent; null when it is none */
async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    const sent = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return typeof sent === "object" ? sent : null;
  } catch {
    return null;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { port: { type: "string", default: "4010" } } });
  const simulator = await startUpstreamSimulator({ port: Number(values.port) });
  console.log(`upstream simulator on ${simulator.baseUrl}`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void simulator.close());
}
