const LEVELS = /** @type {Record<number, string>} */ ({
  20: "debug",
  30: "info",
  40: "warn",
  50: "error",
  60: "fatal",
});

/**
 * A line of the structured log as a person reads it at a terminal: time (UTC), level, message and the error's own
 * words. Every other line comes back as it is.
 *
 * @param {string} line
 * @returns {string}
 */
export function readableLogLine(line) {
  if (!line.startsWith('{"level":')) return line;
  try {
    const { level, time, msg, err, part } = JSON.parse(line);
    const clock = String(time).slice(11, 19);
    const about = [msg, part && `(${part})`, err?.message && `– ${err.message}`].filter(Boolean).join(" ");
    return `${clock} ${LEVELS[level] ?? level}  ${about}`;
  } catch {
    return line; // Cut off in the middle by a crash.
  }
}
