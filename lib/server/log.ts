import { type LoggerOptions, pino } from "pino";

/** Expected failures of outside services say what happened in their message; their stack would only bury it. */
const namesWithoutStack = new Set(["UpstreamError", "AggregateError"]);

function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  if (namesWithoutStack.has(error.name)) return { type: error.name, message: error.message };
  return pino.stdSerializers.err(error);
}

/** How the log writes; apart from `log` so that a test can send it to a stream of its own. */
export const logOptions: LoggerOptions = {
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: errorFields },
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
};

/**
 * The structured log, one JSON object a line on standard output. Anything that may hold a secret is
 * redacted by name, wherever it stands in the object. The level is read once; a wrong one is reported by `env()`.
 */
export const log = pino(logOptions);
