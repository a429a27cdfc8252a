import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { CLEAN_ENVIRONMENT } from "./account.mjs";
import { EmbeddedFailure, failureFromText, tryTo } from "./failure.mjs";
import { serverSettings } from "./settings.mjs";

const MEBIBYTE = 1024 * 1024;
const FREE_TO_CREATE_MIB = 250;
const FREE_TO_START_MIB = 48;

/**
 * Makes sure that the cluster is there, whole, and of this major version.
 *
 * It is created under another name and renamed when complete, so that a crash half way leaves nothing that looks
 * like a database.
 *
 * @param {import("./placement.mjs").Placement} placement
 * @param {import("./credentials.mjs").Credentials} credentials
 * @param {import("./settings.mjs").Profile} profile
 * @param {string} version of the binaries
 * @param {(line: string) => void} say
 */
export function ensureCluster(placement, credentials, profile, version, say) {
  const { cluster } = placement;
  const parent = path.dirname(cluster);
  if (existsSync(cluster)) {
    requireFreeSpace(parent, FREE_TO_START_MIB);
    requireSameMajor(cluster, version);
  } else {
    requireFreeSpace(parent, FREE_TO_CREATE_MIB);
    removeHalfClusters(cluster);
    say(`Creating the database in ${cluster}`);
    createCluster(placement, credentials, profile);
  }
  const file = path.join(cluster, "hashinsight.conf");
  tryTo(`write ${file}`, () => {
    writeFileSync(file, serverSettings(profile), { mode: 0o600 });
    giveTo(placement.identity, file);
  });
}

/**
 * @param {import("./placement.mjs").Placement} placement
 * @param {import("./credentials.mjs").Credentials} credentials
 * @param {import("./settings.mjs").Profile} profile
 */
function createCluster({ native, cluster, identity }, credentials, profile) {
  const workshop = `${cluster}.new-${process.pid}`;
  const fresh = path.join(workshop, "cluster");
  const passwordFile = path.join(workshop, "password");
  try {
    tryTo(`create ${workshop}`, () => {
      mkdirSync(workshop, { mode: 0o700 });
      giveTo(identity, workshop);
      writeFileSync(passwordFile, `${credentials.postgres}\n`, { mode: 0o600 });
      giveTo(identity, passwordFile);
    });
    runProgram(path.join(native, "bin", "initdb"), initdbArguments(fresh, passwordFile, profile), identity);
    writeAccessRules(fresh);
    createRolesAndDatabase(native, fresh, identity, credentials);
    tryTo(`create ${cluster}`, () => renameSync(fresh, cluster));
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {string} passwordFile
 * @param {import("./settings.mjs").Profile} profile
 */
function initdbArguments(folder, passwordFile, profile) {
  return [
    `--pgdata=${folder}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
    ...(profile === "scratch" ? ["--no-sync"] : []),
  ];
}

/** @param {string} folder */
function writeAccessRules(folder) {
  tryTo(`write the configuration in ${folder}`, () => {
    // Every file exists already and stays the server's own; only its content changes.
    writeFileSync(path.join(folder, "pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    appendFileSync(path.join(folder, "postgresql.conf"), "\ninclude_if_exists = 'hashinsight.conf'\n");
  });
}

/**
 * Roles and database are made in PostgreSQL's single-user mode: the launcher has no database client to do it with.
 *
 * @param {string} native
 * @param {string} folder
 * @param {import("./account.mjs").Identity} identity
 * @param {import("./credentials.mjs").Credentials} credentials
 */
function createRolesAndDatabase(native, folder, identity, credentials) {
  const program = path.join(native, "bin", "postgres");
  // -j: statements end with an empty line; they may hold line ends themselves.
  const single = ["--single", "-j", "-D", folder, "-c", "exit_on_error=on", "-c", "log_min_messages=warning"];
  const inServer = [
    `create role hi_owner login nosuperuser nobypassrls nocreatedb nocreaterole password '${credentials.hi_owner}'`,
    `create role hi_app login nosuperuser nobypassrls nocreatedb nocreaterole password '${credentials.hi_app}'`,
    `create role hi_read login nosuperuser nobypassrls nocreatedb nocreaterole password '${credentials.hi_read}'`,
    "create database hashinsight owner hi_owner template template0",
    "revoke all on database hashinsight from public",
    "revoke all on database postgres from public",
    "revoke all on database template1 from public",
    "grant connect on database hashinsight to hi_app, hi_read",
    "alter database hashinsight set timezone to 'UTC'",
  ];
  const inDatabase = [
    "alter schema public owner to hi_owner",
    "revoke all on schema public from public",
    "grant usage on schema public to hi_app, hi_read",
    "create extension pg_stat_statements",
  ];
  runProgram(program, [...single, "postgres"], identity, statements(inServer));
  runProgram(program, [...single, "hashinsight"], identity, statements(inDatabase));
}

/** @param {string[]} list */
function statements(list) {
  return list.map((statement) => `${statement};\n\n`).join("");
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {import("./account.mjs").Identity} identity
 * @param {string} [input]
 */
function runProgram(program, args, identity, input = "") {
  const result = spawnSync(program, args, {
    ...identity,
    cwd: "/",
    env: CLEAN_ENVIRONMENT,
    input,
    encoding: "utf8",
  });
  if (result.status === 0) return;
  const name = path.basename(program);
  const said = result.error ? result.error.message : `${result.stderr}${result.stdout}`;
  throw failureFromText(
    `create the database with ${name}`,
    said || `ended by ${result.signal}`,
    result.error,
  );
}

/** @param {string} cluster */
function removeHalfClusters(cluster) {
  const parent = path.dirname(cluster);
  const prefix = `${path.basename(cluster)}.new-`;
  tryTo(`clear ${parent}`, () => {
    for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
      rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  });
}

/**
 * A server on a full disk stops in the middle of its work; not starting it is the better answer.
 *
 * @param {string} folder
 * @param {number} neededMebibytes
 */
function requireFreeSpace(folder, neededMebibytes) {
  const { bavail, bsize } = tryTo(`look at ${folder}`, () => statfsSync(folder));
  const freeMebibytes = Math.floor((bavail * bsize) / MEBIBYTE);
  if (freeMebibytes >= neededMebibytes) return;
  throw new EmbeddedFailure(
    "disk_full",
    `The disk is full: ${folder} has ${freeMebibytes} MiB left and the database needs ${neededMebibytes} MiB. Make room, or choose another DATA_DIR.`,
  );
}

/**
 * @param {string} cluster
 * @param {string} version
 */
function requireSameMajor(cluster, version) {
  const file = path.join(cluster, "PG_VERSION");
  const major = tryTo(`read ${file}`, () => readFileSync(file, "utf8").trim());
  if (major === version.split(".")[0]) return;
  throw new EmbeddedFailure(
    "broken",
    `The database in ${cluster} was made by PostgreSQL ${major} and this version brings ${version}. Move it over with a backup and a restore.`,
  );
}

/**
 * @param {import("./account.mjs").Identity} identity
 * @param {string} file
 */
function giveTo(identity, file) {
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(file, identity.uid, identity.gid);
}
