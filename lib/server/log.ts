import { type LoggerOptions, pino } from "pino";
import { redact, redactText } from "@/lib/server/redact";

/** Expected failures of outside services say what happened in their message; their stack would only bury it. */
const namesWithoutStack = new Set(["UpstreamError", "AggregateError"]);

function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: redactText(String(error)) };
  if (namesWithoutStack.has(error.name)) return { type: error.name, message: redactText(error.message) };
  // As plain fields, so that message, stack and whatever else the error carries are looked through, its cause too.
  return Object(redact({ ...pino.stdSerializers.err(error) }));
}

/** How the log writes; apart from `log` so that a test can send it to a stream of its own. */
export const logOptions: LoggerOptions = {
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: errorFields },
  formatters: { log: (fields) => Object(redact(fields)) },
};

/**
 * The structured log, one JSON object a line on standard output. Anything that may hold a secret is
 * redacted by its name wherever it stands, and by its form inside texts (`redact`). The level is read once; a wrong one is reported by `env()`.
 */
export const log = pino(logOptions);
