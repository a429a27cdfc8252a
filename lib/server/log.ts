import { pino } from "pino";

/**
 * The structured log, one JSON object a line on standard output. Anything that may hold a secret is
 * redacted by name, wherever it stands in the object. The level is read once; a wrong one is reported by `env()`.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      "authorization",
      "cookie",
      "password",
      "token",
      "secret",
      "apiKey",
      "*.authorization",
      "*.cookie",
      "*.password",
      "*.token",
      "*.secret",
      "*.apiKey",
    ],
    censor: "[redacted]",
  },
});
