import { spawnSync } from "node:child_process";
import { EmbeddedFailure } from "./failure.mjs";

/** PostgreSQL refuses to run as root, so it gets this account of its own. */
export const ACCOUNT = "hashinsight-pg";

/**
 * What the server's programs see of the environment: nothing of ours, LC_ALL and PG* least of all.
 *
 * @type {NodeJS.ProcessEnv}
 */
export const CLEAN_ENVIRONMENT = Object.assign(Object.create(null), {
  PATH: "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
});

/**
 * Whom a program shall run as; empty means as ourselves.
 *
 * @typedef {{ uid?: number, gid?: number }} Identity
 */

/**
 * The identity for the server: nobody special unless we are root, then the account of its own, which is created
 * when it is missing.
 *
 * @returns {Identity}
 * @throws {EmbeddedFailure} `no_account` when it cannot be created
 */
export function serverAccount() {
  if (process.getuid?.() !== 0) return {};
  const found = lookUp();
  if (found) return found;
  const attempts = [
    ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
    ["adduser", "--system", "--group", "--no-create-home", ACCOUNT],
    ["adduser", "-S", "-D", "-H", ACCOUNT],
  ];
  for (const [program = "", ...args] of attempts) {
    spawnSync(program, args, { stdio: "ignore" });
    // Asked again even after a refusal: another start may have created it at the same moment.
    const created = lookUp();
    if (created) return created;
  }
  throw new EmbeddedFailure(
    "no_account",
    `PostgreSQL does not run as root, and the account ${ACCOUNT} could be created neither with useradd nor with adduser. Create it, start as another user, or set DATABASE_URL.`,
  );
}

/** @returns {Identity | null} */
function lookUp() {
  const uid = ask("-u");
  const gid = ask("-g");
  return uid === null || gid === null ? null : { uid, gid };
}

/** @param {"-u" | "-g"} which */
function ask(which) {
  const { status, stdout } = spawnSync("id", [which, ACCOUNT], { encoding: "utf8" });
  return status === 0 ? Number(stdout.trim()) : null;
}

/**
 * Whether that identity can enter or run every one of `paths`, tried rather than computed: access lists, mounts and
 * each folder on the way count.
 *
 * @param {Identity} identity
 * @param {string[]} paths
 */
export function canReach(identity, paths) {
  const script = 'for p in "$@"; do test -x "$p" || exit 1; done';
  return (
    spawnSync("/bin/sh", ["-c", script, "sh", ...paths], { ...identity, cwd: "/", env: CLEAN_ENVIRONMENT })
      .status === 0
  );
}
