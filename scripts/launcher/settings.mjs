import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { EXIT, LaunchError } from "./exit-codes.mjs";
import { readSecretKeys } from "./secrets.mjs";

/**
 * What one start works with.
 *
 * @typedef {object} Settings
 * @property {"production" | "development"} mode
 * @property {string} root the repository, or the copy of it that is built for the tests
 * @property {string} packagesRoot the folder that holds node_modules: the same, except for such a copy
 * @property {string} dataDir absolute
 * @property {string} host
 * @property {number} port
 * @property {{ databaseUrl: string, directUrl: string } | null} external a database that is not ours to start
 * @property {string | null} secretKeys SECRET_KEYS as set; null where they are kept in the data folder
 * @property {boolean} mayReplaceSecrets whether lost keys of the embedded database are given up
 * @property {string} address where a browser finds it
 */

/**
 * The settings in the environment, .env files included, read as Next reads them.
 *
 * @param {string} root
 * @param {"production" | "development"} mode
 * @returns {Settings}
 * @throws {LaunchError} naming the variable, its value and the rule
 */
export function readSettings(root, mode) {
  for (const name of [`.env.${mode}.local`, ".env.local", `.env.${mode}`, ".env"]) {
    const file = path.join(root, name);
    // What is set already stays, so the first file that names a variable wins.
    if (existsSync(file)) process.loadEnvFile(file);
  }
  const host = process.env.HOST || "127.0.0.1";
  const port = readPort(process.env.PORT || "3000");
  const external = readExternal(process.env.DATABASE_URL, process.env.DATABASE_DIRECT_URL);
  return {
    mode,
    root,
    packagesRoot: process.env.HI_PACKAGES_ROOT ?? root,
    dataDir: path.resolve(root, process.env.DATA_DIR || (mode === "production" ? ".data" : ".data/dev")),
    host,
    port,
    external,
    secretKeys: readSecretKeys(process.env.SECRET_KEYS, external !== null),
    mayReplaceSecrets: readNewSecrets(process.env.NEW_SECRETS),
    address: `http://${visitableHost(host)}:${port}`,
  };
}

/**
 * Whether demo people are made: everybody knows their password, so only where nobody else reaches the machine's door.
 *
 * @param {Settings} settings
 */
export function hasDemo({ external, host }) {
  return external === null && (/^127\./.test(host) || host === "localhost" || host === "::1");
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new LaunchError(EXIT.configuration, `PORT is "${text}"; it must be a whole number from 1 to 65535.`);
}

/** @param {string | undefined} text */
function readNewSecrets(text) {
  if (!text) return false;
  if (text === "yes") return true;
  throw new LaunchError(
    EXIT.configuration,
    `NEW_SECRETS is "${text}"; it can only be "yes", or be left away.`,
  );
}

/**
 * @param {string | undefined} databaseUrl
 * @param {string | undefined} directUrl
 */
function readExternal(databaseUrl, directUrl) {
  if (!databaseUrl && !directUrl) return null;
  if (databaseUrl && directUrl) return { databaseUrl, directUrl };
  const missing = databaseUrl ? "DATABASE_DIRECT_URL" : "DATABASE_URL";
  throw new LaunchError(
    EXIT.configuration,
    `${missing} is missing: DATABASE_URL (as hi_app) and DATABASE_DIRECT_URL (as hi_owner, not through a pooler) go together. Leave both away to use the embedded database.`,
  );
}

/** @param {string} host */
function visitableHost(host) {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

/**
 * Says early and in one sentence what would otherwise be found out after a minute of building.
 *
 * @param {string} host
 * @param {number} port
 * @returns {Promise<void>}
 * @throws {LaunchError}
 */
export function requireFreePort(host, port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) =>
      reject(portProblem(host, port, "code" in error ? String(error.code) : "")),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/**
 * @param {string} host
 * @param {number} port
 * @param {string} code of the operating system
 */
function portProblem(host, port, code) {
  if (code === "EADDRINUSE") {
    return new LaunchError(
      EXIT.portInUse,
      `Port ${port} on ${host} is in use. Stop what uses it, or set PORT to another.`,
    );
  }
  if (code === "EACCES") {
    return new LaunchError(
      EXIT.noPermission,
      `Port ${port} needs special rights. Set PORT to a number above 1023.`,
    );
  }
  return new LaunchError(
    EXIT.configuration,
    `HOST is "${host}", which is no address of this machine (${code}).`,
  );
}

/**
 * SHA-256 in hexadecimal.
 *
 * @param {string | Buffer} content
 */
export function sha256(content) {
  return createHash("sha256").update(content).digest("hex");
}
