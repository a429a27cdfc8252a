import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * How a provider misbehaves: "hang" (30 s of silence), "500", "429" (with Retry-After, "429:7" names the seconds),
 * "truncated" (JSON cut off), "huge" (50 MB), "nan", "negative", "absurd" (every figure times a million),
 * "wrong-shape", "slow:<ms>".
 *
 * @typedef {"hang" | "500" | "429" | `429:${number}` | "truncated" | "huge" | "nan" | "negative" | "absurd" | "wrong-shape" | `slow:${number}`} Fault
 */

const faultPattern = /^(hang|500|429(:\d+)?|truncated|huge|nan|negative|absurd|wrong-shape|slow:\d+)$/;
const hangMs = 30_000;
const hugeBytes = 50 * 1024 * 1024;

/** @param {unknown} value @returns {value is Fault} */
export function isFault(value) {
  return typeof value === "string" && faultPattern.test(value);
}

/**
 * What a fault does to every market figure.
 *
 * @param {Fault | null} fault
 * @returns {(value: number) => number}
 */
export function figureUnder(fault) {
  if (fault === "nan") return () => Number.NaN;
  if (fault === "negative") return (value) => -Math.abs(value === 0 ? 1 : value);
  if (fault === "absurd") return (value) => value * 1e6;
  return (value) => value;
}

/** JSON as careless servers write it, with a bare NaN where the number is none. @param {unknown} value */
export function looseJson(value) {
  const mark = "__NaN__";
  const text = JSON.stringify(value, (_, member) => (Number.isNaN(member) ? mark : member));
  return text.replaceAll(`"${mark}"`, "NaN");
}

/**
 * Sends a body the way the fault asks for.
 *
 * @param {import("node:http").ServerResponse} response
 * @param {Fault | null} fault
 * @param {string} json the right answer, already under the fault's figures.
 * @param {AbortSignal} closing ends waits when the simulator closes.
 */
export async function sendUnderFault(response, fault, json, closing) {
  const [kind = "", parameter] = (fault ?? "").split(":");
  if (kind === "hang") await pause(hangMs, response, closing);
  if (kind === "slow") await pause(Number(parameter), response, closing);
  if (response.destroyed) return;
  response.setHeader("content-type", "application/json");
  if (kind === "500") response.writeHead(500).end('{"error":"internal"}');
  else if (kind === "429")
    response.writeHead(429, { "retry-after": parameter ?? "30" }).end('{"error":"slow down"}');
  else if (kind === "truncated") response.end(json.slice(0, Math.max(1, Math.floor(json.length / 2))));
  else if (kind === "wrong-shape") response.end('{"unexpected":["shape"]}');
  else if (kind === "huge") await sendHuge(response);
  else response.end(json);
}

/** @param {import("node:http").ServerResponse} response */
async function sendHuge(response) {
  // The client hangs up long before the end.
  await pipeline(Readable.from(hugeBody()), response).catch(() => undefined);
}

function* hugeBody() {
  const chunk = Buffer.alloc(64 * 1024, "x");
  yield Buffer.from('{"filler":"');
  for (let sent = 0; sent < hugeBytes; sent += chunk.length) yield chunk;
  yield Buffer.from('"}');
}

/**
 * @param {number} ms
 * @param {import("node:http").ServerResponse} response
 * @param {AbortSignal} closing
 * @returns {Promise<void>}
 */
function pause(ms, response, closing) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      closing.removeEventListener("abort", done);
      resolve();
    }
    response.on("close", done);
    closing.addEventListener("abort", done);
  });
}
