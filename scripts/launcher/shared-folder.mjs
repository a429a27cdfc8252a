import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EmbeddedFailure, tryTo } from "../../db/embedded/failure.mjs";
import { takeLock } from "../../db/embedded/lock.mjs";
import { processIdentity } from "../../db/embedded/process-identity.mjs";
import { EXIT, LaunchError } from "./exit-codes.mjs";
import { say } from "./screen.mjs";

/*
 * Several starts may share one clone, each with its own PORT and DATA_DIR. They also share node_modules and .next,
 * which therefore are replaced by one start at a time, and never under another that serves from them.
 */

/** @param {string} root */
const folderOf = (root) => path.join(root, ".data", "starts");

/**
 * Waits until no other start prepares this clone.
 *
 * @param {string} root
 * @param {AbortSignal} signal
 * @returns {Promise<() => void>} gives the right to prepare back
 */
export async function awaitTurn(root, signal) {
  const folder = folderOf(root);
  tryTo(`create ${folder}`, () => mkdirSync(folder, { recursive: true, mode: 0o711 }));
  for (let told = false; ; told = true) {
    try {
      return takeLock(path.join(folder, "preparing.lock"), "The preparation of this folder");
    } catch (error) {
      if (!(error instanceof EmbeddedFailure && error.kind === "in_use") || signal.aborted) throw error;
      if (!told) say("Another start is preparing this folder; waiting for it");
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

/**
 * Notes that this process serves from the clone's present build.
 *
 * @param {string} root
 * @param {number} port
 * @returns {() => void} takes the note away
 */
export function registerStart(root, port) {
  const file = path.join(folderOf(root), `${process.pid}.json`);
  const note = { pid: process.pid, identity: processIdentity(process.pid), port };
  tryTo(`write ${file}`, () => writeFileSync(file, JSON.stringify(note)));
  return () => rmSync(file, { force: true });
}

/**
 * @param {string} root
 * @throws {LaunchError} when another start serves from this clone
 */
export function requireNobodyServes(root) {
  const folder = folderOf(root);
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith(".json"))) {
    const file = path.join(folder, name);
    const note = readNote(file);
    if (note && processIdentity(note.pid) === note.identity) {
      throw new LaunchError(
        EXIT.inUse,
        `The sources have changed, but process ${note.pid} still serves their last build on port ${note.port}. Stop it, then start again.`,
      );
    }
    rmSync(file, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {{ pid: number, identity: string, port: number } | null}
 */
function readNote(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null; // Damaged by a power cut: whoever wrote it is gone too.
  }
}
