import { z } from "zod";

const optionalText = z
  .string()
  .trim()
  .transform((text) => (text === "" ? undefined : text))
  .optional();

const optionalUrl = optionalText.pipe(z.url().optional());

const environmentSchema = z
  .object({
    NODE_ENV: z.enum(["production", "development", "test"]).default("development"),
    /** Connection of the application's own role (`hi_app`); may go through a pooler. */
    DATABASE_URL: z.string().min(1),
    /** Direct connection for migrations, as the owner of the tables; the launcher keeps it from web and worker. */
    DATABASE_DIRECT_URL: optionalText,
    /** Connection of worker and web for LISTEN: as `hi_app`, never through a pooler. The launcher derives it. */
    DATABASE_LISTEN_URL: optionalText,
    /** "off" leaves only the poll of outbox and screens, and spares every commit the database-wide lock of NOTIFY. */
    OUTBOX_NOTIFY: z.enum(["on", "off"]).default("on"),
    /** Which process this is; set by the launcher. */
    PROCESS: z.enum(["web", "worker"]).default("web"),
    HOST: z.string().min(1).default("127.0.0.1"),
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    /** Where people find the application, for links in mails and the check of origins: "https://mine.example.com". */
    PUBLIC_URL: optionalUrl,
    /**
     * Secrets from which all keys are derived: "id:base64 of 32 bytes", the current one first, older ones after commas.
     * The launcher makes them up for the embedded database.
     */
    SECRET_KEYS: optionalText,
    /** Whether demo people and `/dev/mail` exist: set by the launcher for the embedded database only. */
    EMBEDDED: z.enum(["yes", "no"]).default("no"),
    SENDGRID_API_KEY: optionalText,
    /** Sender of all mails; SendGrid wants a verified one. */
    MAIL_FROM: optionalText,
    DATA_DIR: z.string().min(1).default(".data"),
    /** Folder of the bundled programs, for tests; the launcher's own is known (lib/server/tool-file.ts). */
    TOOLS_DIR: optionalText,
    LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
    /** How many reverse proxies stand in front and may be believed about `X-Forwarded-For`. */
    TRUSTED_PROXY_COUNT: z.coerce.number().int().min(0).max(5).default(0),
    UPSTASH_REDIS_REST_URL: optionalUrl,
    UPSTASH_REDIS_REST_TOKEN: optionalText,
    /** Key for sending events to the Inngest engine; with the next one it replaces the engine in the worker. */
    INNGEST_EVENT_KEY: optionalText,
    /** Key by which the Inngest engine and this application know each other. */
    INNGEST_SIGNING_KEY: optionalText,
    /** Where a self-hosted Inngest engine is; without it the cloud's. */
    INNGEST_BASE_URL: optionalUrl,
    COINGECKO_API_KEY: optionalText,
    COINWARZ_API_KEY: optionalText,
    ANKR_API_KEY: optionalText,
    /** "off" asks no provider at all; figures then come from the last known rows. */
    MARKET_PROVIDERS: z.enum(["live", "off"]).default("live"),
    /** Sends every provider's calls to `<base>/<provider>` instead: the upstream simulator. */
    MARKET_UPSTREAM_BASE_URL: optionalUrl,
    /** Requests per minute and address that the calculation API answers. */
    CALCULATE_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(600),
    /** Requests per minute and address that the batch API answers; each may hold ten thousand rows. */
    BATCH_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(60),
  })
  .refine(
    (value) =>
      (value.UPSTASH_REDIS_REST_URL === undefined) === (value.UPSTASH_REDIS_REST_TOKEN === undefined),
    { message: "UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN go together: set both or neither" },
  )
  .refine((value) => (value.INNGEST_EVENT_KEY === undefined) === (value.INNGEST_SIGNING_KEY === undefined), {
    message: "INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY go together: set both or neither",
  })
  .refine((value) => value.INNGEST_BASE_URL === undefined || value.INNGEST_EVENT_KEY !== undefined, {
    message:
      "INNGEST_BASE_URL is set without INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY: set all three or none",
  });

/** The validated environment. */
export type Environment = z.infer<typeof environmentSchema>;

let parsed: Environment | undefined;

/**
 * The process environment, validated at first use and then kept: `next build` needs none of it.
 *
 * @throws Error that names every variable that is missing or malformed, and the rule (never the value,
 *   since it may be a secret).
 */
export function env(): Environment {
  if (parsed === undefined) parsed = parseEnvironment(process.env);
  return parsed;
}

/** Parses an environment; apart from `env()` so that the rules can be tested without a process. */
export function parseEnvironment(source: Readonly<Record<string, string | undefined>>): Environment {
  const result = environmentSchema.safeParse(source);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) =>
    issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`,
  );
  throw new Error(`Environment is not usable: ${problems.join("; ")}`);
}

/** Forgets the kept environment; for tests that change `process.env`. */
export function resetEnvironment(): void {
  parsed = undefined;
}
