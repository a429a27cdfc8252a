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
 * SECRET_KEYS in DATA_DIR/secrets.json, made up before the embedded database is: where there is a database without them,
 * they were lost.
 *
 * @param {string} dataDir
 * @param {boolean} mayReplace whether lost ones are given up
 * @returns {string}
 * @throws {LaunchError} when they are lost
 * @throws {EmbeddedFailure} when the file is damaged or cannot be written
 */
export function readOrCreateSecretKeys(dataDir, mayReplace = false) {
  const file = secretsFile(dataDir);
  if (existsSync(file)) return readFile(file);
  if (!mayReplace && existsSync(path.join(dataDir, "credentials.json"))) {
    throw new LaunchError(
      EXIT.configuration,
      `${file} is missing, and the database beside it was made with it. Without its keys second factors and mails that wait cannot be opened, nor the signatures of the audit trail checked. Put the file back from a backup. If there is none, start once with NEW_SECRETS=yes: new keys are made, everybody signs in again, and second factors have to be removed and set up anew.`,
    );
  }
  const secretKeys = newKey(1);
  write(file, secretKeys);
  say(`Made the secrets of this installation: ${file}. They belong to every backup`);
  return secretKeys;
}

/**
 * Puts a new key first in DATA_DIR/secrets.json. Older ones stay: they open what they closed.
 *
 * @param {string} dataDir
 * @returns {string} SECRET_KEYS from now on
 * @throws {LaunchError} when there is no such file
 */
export function addSecretKey(dataDir) {
  const file = secretsFile(dataDir);
  if (!existsSync(file)) {
    throw new LaunchError(
      EXIT.configuration,
      `${file} does not exist: there are no secrets to rotate. npm start makes them with the embedded database; for a database of your own put a new key first in SECRET_KEYS.`,
    );
  }
  const ring = readFile(file);
  const numbers = ring.split(",").map((entry) => Number(/^\s*k(\d+):/.exec(entry)?.[1] ?? 0));
  const longer = `${newKey(Math.max(...numbers) + 1)},${ring}`;
  write(file, longer);
  return longer;
}

/** @param {string} dataDir */
const secretsFile = (dataDir) => path.join(dataDir, "secrets.json");

/** @param {number} number */
const newKey = (number) => `k${number}:${randomBytes(32).toString("base64")}`;

/**
 * @param {string} file
 * @param {string} secretKeys
 */
function write(file, secretKeys) {
  tryTo(`write ${file}`, () => writeDurably(file, JSON.stringify({ SECRET_KEYS: secretKeys }, null, 2)));
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
