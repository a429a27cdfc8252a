import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Mebibytes of memory that a process holds now. */
function residentMebibytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** The web process that serves from `folder`. Linux only. */
export function webProcessOf(folder: string): number {
  const pid = readdirSync("/proc").find((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      const isThere = readlinkSync(`/proc/${entry}/cwd`) === folder;
      return isThere && /next-server|web-preload/.test(readFileSync(`/proc/${entry}/cmdline`, "utf8"));
    } catch {
      // It has ended meanwhile, or is somebody else's.
      return false;
    }
  });
  if (pid === undefined) throw new Error(`no web process serves from ${folder}`);
  return Number(pid);
}

/** Watches the memory of a process; `stop` answers how many MiB it grew at most since the start. */
export function watchMemory(pid: number): { readonly stop: () => number } {
  const before = residentMebibytes(pid);
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMebibytes(pid));
  }, 20);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.max(peak, residentMebibytes(pid)) - before;
    },
  };
}
