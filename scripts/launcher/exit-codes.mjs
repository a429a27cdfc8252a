/**
 * How `npm start`, `npm run dev` and `npm run owner` end. Each code above 0 comes with one sentence on the screen.
 *
 * 130 means that Ctrl-C or a signal came before the application was ready.
 */
export const EXIT = /** @type {const} */ ({
  stoppedOnRequest: 0,
  /** A fault of the launcher itself. */
  unexpected: 1,
  /** Node too old, a malformed PORT, one database address without the other, missing or malformed SECRET_KEYS. */
  configuration: 2,
  install: 3,
  build: 4,
  portInUse: 5,
  /** Another start holds the data folder, or serves the build that would have to be replaced. */
  inUse: 6,
  noPermission: 7,
  diskFull: 8,
  /** The embedded database cannot be had or does not stay up. */
  database: 9,
  migration: 10,
  /** The web or the worker process does not come up or does not stay up. */
  web: 11,
  /** `npm run owner`: there is an owner already, or the e-mail has an account. */
  ownerExists: 12,
  interrupted: 130,
});

/** An end that a person can act on; the message is the sentence they read. */
export class LaunchError extends Error {
  /**
   * @param {number} exitCode
   * @param {string} sentence
   * @param {{ cause?: unknown }} [options]
   */
  constructor(exitCode, sentence, options) {
    super(sentence, options);
    this.name = "LaunchError";
    this.exitCode = exitCode;
  }
}

/** @type {Record<import("../../db/embedded/failure.mjs").FailureKind, number>} */
const EXIT_OF_FAILURE = {
  in_use: EXIT.inUse,
  no_permission: EXIT.noPermission,
  disk_full: EXIT.diskFull,
  port_in_use: EXIT.database,
  no_account: EXIT.database,
  broken: EXIT.database,
};

/**
 * The exit code for whatever was thrown; null for a fault nobody foresaw.
 *
 * @param {unknown} error
 * @returns {number | null}
 */
export function exitCodeOf(error) {
  if (error instanceof LaunchError) return error.exitCode;
  if (error instanceof Error && error.name === "EmbeddedFailure" && "kind" in error) {
    return EXIT_OF_FAILURE[/** @type {keyof typeof EXIT_OF_FAILURE} */ (error.kind)] ?? EXIT.database;
  }
  return null;
}
