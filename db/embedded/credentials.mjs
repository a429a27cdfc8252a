import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { EmbeddedFailure, tryTo } from "./failure.mjs";
import { writeDurably } from "./write-durably.mjs";

/**
 * @typedef {object} Credentials
 * @property {string} clusterId names the folder of a cluster that lies outside DATA_DIR
 * @property {string} postgres password of the superuser, for backups and repairs only
 * @property {string} hi_owner
 * @property {string} hi_app
 * @property {string} hi_read
 */

const FIELDS = /** @type {const} */ (["clusterId", "postgres", "hi_owner", "hi_app", "hi_read"]);

/**
 * The passwords in DATA_DIR/credentials.json, made up at the first start.
 *
 * @param {string} dataDir
 * @returns {Credentials}
 * @throws {EmbeddedFailure} when the file is damaged, or missing beside a database that it belongs to
 */
export function readOrCreateCredentials(dataDir) {
  const file = path.join(dataDir, "credentials.json");
  if (existsSync(file)) return readCredentials(file);
  if (existsSync(path.join(dataDir, "postgres"))) {
    throw new EmbeddedFailure(
      "broken",
      `${file} is missing, but the database it belongs to is there. Put the file back, or move ${path.join(dataDir, "postgres")} away to begin anew.`,
    );
  }
  const secret = () => randomBytes(24).toString("base64url");
  const credentials = {
    clusterId: randomBytes(6).toString("hex"),
    postgres: secret(),
    hi_owner: secret(),
    hi_app: secret(),
    hi_read: secret(),
  };
  tryTo(`write ${file}`, () => writeDurably(file, JSON.stringify(credentials, null, 2)));
  return credentials;
}

/**
 * @param {string} file
 * @returns {Credentials}
 */
function readCredentials(file) {
  const text = tryTo(`read ${file}`, () => readFileSync(file, "utf8"));
  /** @type {unknown} */
  let value = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Reported below, with what is wrong about it.
  }
  const record = /** @type {Record<string, unknown>} */ (
    typeof value === "object" && value !== null ? value : {}
  );
  const missing = FIELDS.filter((field) => typeof record[field] !== "string" || record[field] === "");
  if (missing.length > 0) {
    throw new EmbeddedFailure(
      "broken",
      `${file} is damaged: ${missing.join(", ")} missing. Put a good copy back.`,
    );
  }
  return /** @type {Credentials} */ (value);
}
