import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { EmbeddedFailure, failureFromText } from "./failure.mjs";
import { processIdentity } from "./process-identity.mjs";

/**
 * Takes the lock file, or says who has it. A lock whose process is gone is taken over.
 *
 * @param {string} file
 * @param {string} what the thing that is locked, as in "The data folder /x"
 * @returns {() => void} gives the lock back
 * @throws {EmbeddedFailure} `in_use` when a living process holds it
 */
export function takeLock(file, what) {
  const own = `${file}.${process.pid}`;
  const content = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) });
  try {
    writeFileSync(own, content, { mode: 0o644 });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (linked(own, file)) return () => release(file, content);
      const holder = readHolder(file);
      if (holder?.alive) {
        throw new EmbeddedFailure(
          "in_use",
          `${what} is in use by another start (process ${holder.pid}). Stop that one, or choose another DATA_DIR.`,
        );
      }
      setAside(file, holder?.content ?? "");
    }
  } catch (error) {
    if (error instanceof EmbeddedFailure) throw error;
    throw failureFromText(`lock ${file}`, String(error), error);
  } finally {
    rmSync(own, { force: true });
  }
  throw new EmbeddedFailure("in_use", `${what} is being taken by several starts at once. Try again.`);
}

/**
 * A hard link appears whole and only once, whereas a file that is created and then written can be read half.
 *
 * @param {string} own
 * @param {string} file
 */
function linked(own, file) {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * @param {string} file
 * @returns {{ pid: number, alive: boolean, content: string } | null}
 */
function readHolder(file) {
  let content;
  try {
    content = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  try {
    const { pid, identity } = JSON.parse(content);
    return { pid, alive: identity !== null && processIdentity(pid) === identity, content };
  } catch {
    return { pid: 0, alive: false, content }; // A power cut can leave an empty file.
  }
}

/**
 * Removes a dead process's lock, unless another start has replaced it since we read it.
 *
 * @param {string} file
 * @param {string} expected
 */
function setAside(file, expected) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, "utf8") !== expected) linked(aside, file);
    rmSync(aside, { force: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

/**
 * @param {string} file
 * @param {string} content
 */
function release(file, content) {
  try {
    if (readFileSync(file, "utf8") === content) rmSync(file, { force: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}
