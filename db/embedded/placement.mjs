import { createHash } from "node:crypto";
import { existsSync, mkdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { canReach, serverAccount } from "./account.mjs";
import { copyBinaries, nativeFolder } from "./binaries.mjs";
import { tryTo } from "./failure.mjs";

/** Where things go when we are root and the server's account cannot enter the clone's folder, as below /root. */
const SHARED_FOLDER = "/var/lib/hashinsight";

/**
 * @typedef {object} Placement
 * @property {string} native folder of the binaries
 * @property {string} cluster folder of the database files
 * @property {import("./account.mjs").Identity} identity whom the server runs as
 */

/**
 * Where binaries and database files lie and whom the server runs as.
 *
 * @param {string} packagesRoot
 * @param {string} dataDir
 * @param {string} clusterId
 * @param {(line: string) => void} say
 * @returns {Placement}
 */
export function placeServer(packagesRoot, dataDir, clusterId, say) {
  const native = nativeFolder(packagesRoot);
  const near = path.join(dataDir, "postgres");
  const identity = ownerOf(near) ?? serverAccount();
  if (identity.uid === undefined) return { native, cluster: near, identity };
  return {
    native: reachableBinaries(native, identity, say),
    cluster: canReach(identity, [dataDir]) ? near : farCluster(dataDir, clusterId, say),
    identity,
  };
}

/**
 * Root may start what an ordinary user began; the files then stay that user's.
 *
 * @param {string} cluster
 * @returns {import("./account.mjs").Identity | null}
 */
function ownerOf(cluster) {
  if (process.getuid?.() !== 0 || !existsSync(cluster)) return null;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? null : { uid, gid };
}

/**
 * @param {string} native
 * @param {import("./account.mjs").Identity} identity
 * @param {(line: string) => void} say
 */
function reachableBinaries(native, identity, say) {
  const postgres = path.join(native, "bin", "postgres");
  if (canReach(identity, [postgres, path.join(native, "lib"), path.join(native, "share")])) return native;
  const copy = copyBinaries(native, SHARED_FOLDER);
  say(`PostgreSQL's account cannot enter this folder: its binaries run from ${copy}`);
  return copy;
}

/**
 * @param {string} dataDir
 * @param {string} clusterId
 * @param {(line: string) => void} say
 */
function farCluster(dataDir, clusterId, say) {
  const place = createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 12);
  const cluster = path.join(SHARED_FOLDER, `${place}-${clusterId}`);
  tryTo(`create ${SHARED_FOLDER}`, () => mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 }));
  say(`PostgreSQL's account cannot enter ${dataDir}: the database lies in ${cluster}`);
  return cluster;
}
