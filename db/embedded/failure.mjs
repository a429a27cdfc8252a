/**
 * Why the embedded PostgreSQL cannot be had, in one sentence for the person at the terminal.
 *
 * @typedef {"in_use" | "no_permission" | "disk_full" | "port_in_use" | "no_account" | "broken"} FailureKind
 */

export class EmbeddedFailure extends Error {
  /**
   * @param {FailureKind} kind
   * @param {string} sentence
   * @param {{ cause?: unknown }} [options]
   */
  constructor(kind, sentence, options) {
    super(sentence, options);
    this.name = "EmbeddedFailure";
    this.kind = kind;
  }
}

/**
 * The failure that an error of the file system or a line of a PostgreSQL log stands for.
 *
 * @param {string} doing what was tried, as in "create the data folder /x"
 * @param {string} text the error's message or the end of the log
 * @param {unknown} [cause]
 */
export function failureFromText(doing, text, cause) {
  if (/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/.test(text)) {
    return new EmbeddedFailure("disk_full", `The disk is full: could not ${doing}.`, { cause });
  }
  if (/EACCES|EPERM|EROFS|Permission denied|Operation not permitted|Read-only file system/.test(text)) {
    return new EmbeddedFailure("no_permission", `Permission is missing: could not ${doing}.`, { cause });
  }
  if (/EADDRINUSE|Address already in use/.test(text)) {
    return new EmbeddedFailure("port_in_use", `The port is taken: could not ${doing}.`, { cause });
  }
  const detail = text.trim().split("\n").slice(-3).join(" | ");
  return new EmbeddedFailure("broken", `Could not ${doing}: ${detail}`, { cause });
}

/**
 * Runs `step` and turns whatever it throws into an EmbeddedFailure.
 *
 * @template T
 * @param {string} doing
 * @param {() => T} step
 * @returns {T}
 */
export function tryTo(doing, step) {
  try {
    return step();
  } catch (error) {
    if (error instanceof EmbeddedFailure) throw error;
    throw failureFromText(doing, error instanceof Error ? error.message : String(error), error);
  }
}
