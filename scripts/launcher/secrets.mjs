import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { EmbeddedFailure, tryTo } from "../../db/embedded/failure.mjs";
import { writeDurably } from "../../db/embedded/write-durably.mjs";
import { EXIT, LaunchError } from "./exit-codes.mjs";
import { say } from "./screen.mjs";

/** The same rule as in lib/server/secrets/key-ring.ts: an id, and 32 bytes in base64. */
const ENTRY = /^[a-z0-9]{1,16}:[A-Za-z0-9+/_-]{43}=?$/;

const MAKE_ONE = `Make one: node -p '"k1:" + require("node:crypto").randomBytes(32).toString("base64")'`;

/**
 * SECRET_KEYS from the environment, where it wins over the file.
 *
 * @param {string | undefined} text
 * @param {boolean} isRequired with a database of one's own, whose secrets no file beside it may hold
 * @returns {string | null}
 * @throws {LaunchError} that never holds the value
 */
export function readSecretKeys(text, isRequired) {
  if (!text?.trim()) {
    if (!isRequired) return null;
    throw new LaunchError(
      EXIT.configuration,
      `SECRET_KEYS is missing: with a DATABASE_URL it must be set, and kept as long as the database. ${MAKE_ONE}`,
    );
  }
  if (isRing(text)) return text;
  throw new LaunchError(
    EXIT.configuration,
    `SECRET_KEYS is malformed: it must be id:base64 of exactly 32 bytes, the current one first, older ones after commas, no id twice. ${MAKE_ONE}`,
  );
}

/**
 * SECRET_KEYS in DATA_DIR/secrets.json, made up at the first start of the embedded database.
 *
 * @param {string} dataDir
 * @returns {string}
 * @throws {EmbeddedFailure} when the file is damaged or cannot be written
 */
export function readOrCreateSecretKeys(dataDir) {
  const file = path.join(dataDir, "secrets.json");
  if (existsSync(file)) return readFile(file);
  const secretKeys = `k1:${randomBytes(32).toString("base64")}`;
  tryTo(`write ${file}`, () => writeDurably(file, JSON.stringify({ SECRET_KEYS: secretKeys }, null, 2)));
  say(`Made the secrets of this installation: ${file}. They belong to every backup`);
  return secretKeys;
}

/** @param {string} file */
function readFile(file) {
  const text = tryTo(`read ${file}`, () => readFileSync(file, "utf8"));
  /** @type {unknown} */
  let keys = null;
  try {
    keys = JSON.parse(text)?.SECRET_KEYS;
  } catch {
    // Reported below.
  }
  if (typeof keys === "string" && isRing(keys)) return keys;
  throw new EmbeddedFailure(
    "broken",
    `${file} is damaged: SECRET_KEYS must be id:base64 of exactly 32 bytes. Put a good copy back; without it what was sealed cannot be opened.`,
  );
}

/** @param {string} text */
function isRing(text) {
  const entries = text.split(",").map((entry) => entry.trim());
  const ids = new Set(entries.map((entry) => entry.split(":")[0]));
  return entries.every((entry) => ENTRY.test(entry)) && ids.size === entries.length;
}
