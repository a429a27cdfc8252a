import { readFileSync } from "node:fs";
import { processIdentity } from "../../db/embedded/process-identity.mjs";

const LOOK_EVERY_MS = 250;

/**
 * Calls `onGone` when the npm that runs us is gone. npm starts a shell which starts us; a signal or a hard kill that
 * hits only one of those two would otherwise leave us behind, holding port and database.
 *
 * @param {() => void} onGone
 */
export function watchParents(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const parents = parentsUpToNpm().map((pid) => ({ pid, identity: processIdentity(pid) }));
  const timer = setInterval(() => {
    if (parents.every(({ pid, identity }) => processIdentity(pid) === identity)) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** @returns {number[]} */
function parentsUpToNpm() {
  const parent = process.ppid;
  const { name, ppid } = nameAndParent(parent);
  const isShell = /^(sh|dash|bash|ash|busybox|zsh)$/.test(name);
  return isShell && ppid > 1 && /npm|node/.test(nameAndParent(ppid).name) ? [parent, ppid] : [parent];
}

/** @param {number} pid */
function nameAndParent(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    return { name: stat.slice(stat.indexOf("(") + 1, end), ppid: Number(stat.slice(end + 2).split(" ")[1]) };
  } catch {
    return { name: "", ppid: 0 }; // No /proc on this system: then only the parent itself is watched.
  }
}
