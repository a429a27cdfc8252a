import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";

/**
 * Writes a file that only its owner reads. A power cut leaves the old file or the new one, never half of it.
 *
 * @param {string} file
 * @param {string} text without the last line break
 */
export function writeDurably(file, text) {
  const half = `${file}.${process.pid}`;
  const handle = openSync(half, "w", 0o600);
  try {
    writeSync(handle, `${text}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(half, file);
}
