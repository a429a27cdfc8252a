/*
 * Loaded into the web process before Next (`node --require`). Next offers no address of the peer that a client could
 * not forge, cuts idle connections at once when it is told to stop, refuses a method without a word, and knows nothing of
 * the launcher.
 */
const { randomUUID } = require("node:crypto");
const { Server } = require("node:http");
const net = require("node:net");

const PEER_HEADER = "x-hi-peer-address";
/** How long a kept-alive connection may still bring a request that was on its way when the stop came. */
const LINGER_MS = 1000;

let draining = false;
/** @type {Set<import("node:http").ServerResponse>} */
const open = new Set();

const emit = Server.prototype.emit;
/**
 * @this {import("node:http").Server}
 * @param {string} name
 * @param {unknown[]} args
 */
Server.prototype.emit = function emitWithPeer(name, ...args) {
  if (name === "request" || name === "upgrade") {
    stampPeer(/** @type {import("node:http").IncomingMessage} */ (args[0]));
  }
  if (name === "request") {
    const response = /** @type {import("node:http").ServerResponse} */ (args[1]);
    follow(response);
    explainWrongMethod(/** @type {import("node:http").IncomingMessage} */ (args[0]), response);
  }
  return emit.call(this, name, ...args);
};

/**
 * Overwrites whatever the client sent under that name.
 *
 * @param {import("node:http").IncomingMessage} request
 */
function stampPeer(request) {
  const kept = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    if (request.rawHeaders[index]?.toLowerCase() === PEER_HEADER) continue;
    kept.push(request.rawHeaders[index] ?? "", request.rawHeaders[index + 1] ?? "");
  }
  const address = request.socket.remoteAddress ?? "unknown";
  request.rawHeaders = [...kept, PEER_HEADER, address];
  request.headers[PEER_HEADER] = address;
}

/** @param {import("node:http").ServerResponse} response */
function follow(response) {
  if (draining) response.shouldKeepAlive = false;
  open.add(response);
  response.once("close", () => open.delete(response));
}

/**
 * Gives a bare 405 the body that every error of the API has (lib/server/errors.ts). Next answers a method that a route
 * does not have by itself, and compression sends the head before the end: so the head is where it is seen.
 *
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
function explainWrongMethod({ method, url = "" }, response) {
  const address = url.split("?", 1)[0];
  let body = "";
  const { writeHead, end } = response;
  response.writeHead = function writeHeadOfWrongMethod(
    /** @type {number} */ status,
    /** @type {any[]} */ ...rest
  ) {
    if (status === 405 && method !== "HEAD" && !this.hasHeader("content-type")) {
      const requestId = randomUUID();
      const message = `${address} does not answer ${method}; /docs/api says what it answers.`;
      body = JSON.stringify({ error: { code: "wrong_method", message, requestId } });
      this.setHeader("content-type", "application/json");
      this.setHeader("content-length", Buffer.byteLength(body));
      this.setHeader("cache-control", "no-store");
      this.setHeader("x-request-id", requestId);
    }
    return writeHead.call(this, status, ...rest);
  };
  response.end = function endWithReason(/** @type {any[]} */ ...rest) {
    if (!this.headersSent && this.statusCode === 405 && rest[0] === undefined) this.writeHead(405);
    return end.call(this, ...(body === "" ? rest : [body]));
  };
}

/**
 * Stops accepting, but lets connections that are open bring what is on its way.
 *
 * @this {import("node:http").Server}
 * @param {(error?: Error) => void} [callback]
 */
Server.prototype.close = function closeGently(callback) {
  net.Server.prototype.close.call(this, callback);
  setTimeout(() => {
    this.closeIdleConnections();
    setInterval(() => this.closeIdleConnections(), 100).unref();
  }, LINGER_MS).unref();
  return this;
};

/**
 * The sent head is asked too: headers that were given to writeHead alone are found nowhere else.
 *
 * @param {import("node:http").ServerResponse & { _header?: string }} response
 */
function isStream(response) {
  const head = `content-type: ${response.getHeader("content-type")}\n${response._header}`;
  return /^content-type: text\/event-stream/im.test(head);
}

function drain() {
  if (draining) return;
  draining = true;
  endStreams();
  // A browser asks for its stream again at once, by a connection that is still open.
  setInterval(endStreams, 100).unref();
}

/** A stream never ends by itself; its browser connects again, to the next process. */
function endStreams() {
  for (const response of open) {
    response.shouldKeepAlive = false;
    if (isStream(response) && !response.writableEnded) {
      response.on("error", () => {});
      response.end();
    }
  }
}

process.on("SIGTERM", drain);
process.on("SIGINT", drain);

// `next dev` hands this file on to a process of its own, which needs its channel to live.
if (process.channel && process.ppid === Number(process.env.HI_LAUNCHER_PID)) {
  process.on("disconnect", () => process.exit(0));
  // Listening to the launcher alone is no reason to stay.
  process.channel.unref();
}
