/**
 * Speaks the Upstash REST protocol in front of a real Redis, for tests and for work without Upstash:
 * `node scripts/redis-rest-shim.mjs --redis redis://127.0.0.1:6379 --token secret --port 8079`.
 *
 * @see https://upstash.com/docs/redis/features/restapi
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Redis } from "ioredis";

const bodyBytesMax = 10 * 1024 * 1024;
const keepAliveMs = 65_000;

/** @typedef {{ result: unknown } | { error: string }} Reply */

/**
 * @typedef {object} RedisRestShim
 * @property {string} url
 * @property {() => Promise<void>} close
 */

/**
 * Starts a shim on 127.0.0.1; without a port on a free one.
 *
 * @param {{ redisUrl: string, token: string, port?: number }} options
 * @returns {Promise<RedisRestShim>}
 */
export async function startRedisRestShim({ redisUrl, token, port = 0 }) {
  // A dead Redis must fail at once instead of queueing commands.
  const redis = new Redis(redisUrl, {
    protocol: 2,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(attempt * 50, 500),
    lazyConnect: true,
  });
  redis.on("error", () => {
    // Each command reports the failure itself.
  });
  await redis.connect().catch(() => undefined);
  const run = createRunner(redis);

  /** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response */
  async function answer(request, response) {
    const { status, body } = await serve(request, token, run).catch((error) => ({
      status: error instanceof HttpProblem ? error.status : 500,
      body: { error: String(error.message) },
    }));
    // What is left of a body that is too large is not worth reading.
    const rest = status === 413 ? { connection: "close" } : {};
    response.writeHead(status, { "content-type": "application/json", ...rest }).end(JSON.stringify(body));
  }

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  server.keepAliveTimeout = keepAliveMs;
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("shim has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      redis.disconnect();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class HttpProblem extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {string} token
 * @param {ReturnType<typeof createRunner>} run
 * @returns {Promise<{ status: number, body: unknown }>}
 */
async function serve(request, token, run) {
  // Before anything else, so that no path is left unguarded.
  if (!isAuthorized(request.headers.authorization, token)) throw new HttpProblem(401, "Unauthorized");
  if (request.method !== "GET" && request.method !== "POST") throw new HttpProblem(405, "Method not allowed");
  const encode = request.headers["upstash-encoding"] === "base64" ? encodeBase64 : encodePlain;
  const segments = new URL(request.url ?? "/", "http://shim").pathname.split("/").filter(Boolean);
  const body = await readBody(request);
  const [route] = segments;
  if (route === "pipeline") {
    const replies = await Promise.all(parseCommands(body).map((command) => run.one(command)));
    return { status: 200, body: replies.map((reply) => encodeReply(reply, encode)) };
  }
  if (route === "multi-exec") {
    const replies = await run.transaction(parseCommands(body));
    if (!Array.isArray(replies)) return { status: 400, body: replies };
    return { status: 200, body: replies.map((reply) => encodeReply(reply, encode)) };
  }
  const inPath = segments.map(decodeURIComponent);
  const command =
    segments.length === 0 ? parseCommand(parseJson(body)) : [...inPath, ...(body === "" ? [] : [body])];
  const reply = encodeReply(await run.one(command), encode);
  return { status: "error" in reply ? 400 : 200, body: reply };
}

/** @param {Redis} redis */
function createRunner(redis) {
  /** Scripts by the sha1 under which the client knows them. @type {Map<string, string>} */
  const scripts = new Map();

  /**
   * Upstash accepts a first line `#!lua flags=...` that Redis refuses; without it the script has another sha1,
   * so EVALSHA of a known script becomes EVAL.
   *
   * @param {string[]} command
   * @returns {string[]}
   */
  function adapted(command) {
    const [name = "", script = "", ...rest] = command;
    const upper = name.toUpperCase();
    if (upper === "EVAL" || upper === "EVAL_RO") {
      scripts.set(createHash("sha1").update(script).digest("hex"), script);
      return [upper, script.replace(/^#!lua[^\n]*\n/, "\n"), ...rest];
    }
    const known = scripts.get(script.toLowerCase());
    if (upper === "EVALSHA" && known !== undefined) return adapted(["EVAL", known, ...rest]);
    // In lower case ioredis reshapes some replies (HGETALL becomes an object).
    return [upper, ...command.slice(1)];
  }

  /** @param {string[]} command @returns {Promise<Reply>} */
  async function one(command) {
    const [name = "", ...args] = adapted(command);
    try {
      return { result: await redis.callBuffer(name, ...args) };
    } catch (error) {
      return { error: errorText(error) };
    }
  }

  /** @param {string[][]} commands @returns {Promise<Reply[] | { error: string }>} */
  async function transaction(commands) {
    const multi = redis.multi();
    for (const command of commands) {
      const [name = "", ...args] = adapted(command);
      multi.callBuffer(name, ...args);
    }
    try {
      const replies = (await multi.exec()) ?? [];
      return replies.map(([error, result]) => (error === null ? { result } : { error: errorText(error) }));
    } catch (error) {
      return { error: errorText(error) };
    }
  }

  return { one, transaction };
}

/** @param {unknown} error */
function errorText(error) {
  const message = error instanceof Error ? error.message : String(error);
  return /^[A-Z]+ /.test(message) ? message : `ERR ${message}`;
}

/** @param {string | undefined} header @param {string} token */
function isAuthorized(header, token) {
  /** @param {string} text */
  const hash = (text) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(header ?? ""), hash(`Bearer ${token}`));
}

/** @param {import("node:http").IncomingMessage} request */
async function readBody(request) {
  const chunks = [];
  let bytes = 0;
  // An early end must leave the connection whole, so that the refusal can still be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw new HttpProblem(413, `Body is larger than ${bodyBytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** @param {string} body @returns {unknown} */
function parseJson(body) {
  try {
    return JSON.parse(body);
  } catch {
    throw new HttpProblem(400, "ERR failed to parse command");
  }
}

/** @param {string} body @returns {string[][]} */
function parseCommands(body) {
  const commands = parseJson(body);
  if (!Array.isArray(commands)) throw new HttpProblem(400, "ERR expected an array of commands");
  return commands.map(parseCommand);
}

/** @param {unknown} command @returns {string[]} */
function parseCommand(command) {
  if (!Array.isArray(command) || command.length === 0) throw new HttpProblem(400, "ERR empty command");
  return command.map((part) =>
    typeof part === "object" && part !== null ? JSON.stringify(part) : String(part),
  );
}

/** @param {Reply} reply @param {(value: unknown) => unknown} encode @returns {Reply} */
function encodeReply(reply, encode) {
  return "error" in reply ? reply : { result: encode(reply.result) };
}

/** Every string in base64, nested ones too, except "OK"; integers and null stay. @param {unknown} value @returns {unknown} */
function encodeBase64(value) {
  if (Array.isArray(value)) return value.map(encodeBase64);
  if (!Buffer.isBuffer(value)) return value;
  return value.toString("latin1") === "OK" ? "OK" : value.toString("base64");
}

/** @param {unknown} value @returns {unknown} */
function encodePlain(value) {
  if (Array.isArray(value)) return value.map(encodePlain);
  return Buffer.isBuffer(value) ? value.toString("utf8") : value;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      redis: { type: "string", default: "redis://127.0.0.1:6379" },
      token: { type: "string", default: "" },
      port: { type: "string", default: "8079" },
    },
  });
  if (!values.token) throw new Error("--token is missing: the shim is never open");
  const shim = await startRedisRestShim({
    redisUrl: values.redis,
    token: values.token,
    port: Number(values.port),
  });
  console.log(`Upstash REST shim on ${shim.url}`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void shim.close());
}
