import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";

/**
 * A text that stays the same while a process lives and differs for a later process with the same number,
 * also after a reboot; null when no such process runs.
 *
 * @param {number} pid
 * @returns {string | null}
 */
export function processIdentity(pid) {
  if (!isAlive(pid)) return null;
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // Fields after the command name, which may itself hold spaces and brackets: state is field 3, start time 22.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (fields[0] === "Z" || fields[0] === "X") return null;
      return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[19]}`;
    } catch {
      return null; // It ended between the two looks.
    }
  }
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return stdout?.trim() || null;
}

/**
 * Whether a process runs, be it somebody else's.
 *
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Numbers of the processes that work inside `folder`, as every process of a PostgreSQL server does in its data
 * folder. A process number alone proves nothing: after a reboot it may belong to anybody.
 *
 * @param {string} folder
 * @param {number | null} suspect the only candidate where the system has no /proc
 * @returns {number[]}
 */
export function processesIn(folder, suspect) {
  const real = realpathSync(folder);
  if (process.platform !== "linux") {
    if (suspect === null || !isAlive(suspect)) return [];
    const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(suspect)], { encoding: "utf8" });
    return stdout?.includes(real) || stdout?.includes(folder) ? [suspect] : [];
  }
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === real && processIdentity(pid) !== null;
      } catch {
        return false; // Ended meanwhile, or somebody else's: a server of ours has our user or we are root.
      }
    });
}

/**
 * Waits until `done` holds; false when it did not within `timeoutMs`.
 *
 * @param {() => boolean} done
 * @param {number} timeoutMs
 */
export async function waitUntil(done, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  while (!done()) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
