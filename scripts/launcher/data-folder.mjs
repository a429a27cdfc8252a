import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { EmbeddedFailure, tryTo } from "../../db/embedded/failure.mjs";
import { takeLock } from "../../db/embedded/lock.mjs";
import { say } from "./screen.mjs";

/** npm ends at once when it is told to, up to a second before we notice that it is gone. */
const NOTICE_MS = 1500;
/** A stop takes ten seconds at most. */
const STOP_MS = 12_000;

/**
 * Takes the data folder for this start. One that is just stopping is waited for; one that runs is not.
 *
 * @param {string} dataDir
 * @param {AbortSignal} stopping tells that this start itself ends
 * @returns {Promise<() => void>} gives the folder back
 * @throws {EmbeddedFailure} `in_use`
 */
export async function holdDataFolder(dataDir, stopping) {
  tryTo(`create ${dataDir}`, () => mkdirSync(dataDir, { recursive: true, mode: 0o711 }));
  const marker = path.join(dataDir, "start.stopping");
  const release = await takeWhenFree(path.join(dataDir, "start.lock"), marker, `The data folder ${dataDir}`);
  rmSync(marker, { force: true });
  const mark = () => {
    try {
      writeFileSync(marker, "");
    } catch {
      // A full disk: the next start then does not wait, and says so.
    }
  };
  stopping.addEventListener("abort", mark, { once: true });
  return () => {
    stopping.removeEventListener("abort", mark);
    release();
    rmSync(marker, { force: true });
  };
}

/**
 * @param {string} lock
 * @param {string} marker
 * @param {string} what
 */
async function takeWhenFree(lock, marker, what) {
  const started = performance.now();
  for (let told = false; ; ) {
    try {
      return takeLock(lock, what);
    } catch (error) {
      const waited = performance.now() - started;
      const isStopping = existsSync(marker);
      const isBusy = error instanceof EmbeddedFailure && error.kind === "in_use";
      if (!isBusy || waited > (isStopping ? STOP_MS : NOTICE_MS)) throw error;
      if (isStopping && !told) say("An earlier start is still stopping; waiting for it");
      told ||= isStopping;
      await pause(50);
    }
  }
}
