import { Inngest } from "inngest";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";

/** An Inngest engine outside of this application: the cloud's, or a self-hosted one. */
export interface OutsideEngine {
  readonly eventKey: string;
  readonly signingKey: string;
  /** Null for the cloud's. */
  readonly baseUrl: string | null;
}

/** The outside engine that the environment names; null when the worker's own engine does the work. */
export function outsideEngine(): OutsideEngine | null {
  const { INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey, INNGEST_BASE_URL: baseUrl } = env();
  if (eventKey === undefined || signingKey === undefined) return null;
  return { eventKey, signingKey, baseUrl: baseUrl ?? null };
}

/** The client that the functions belong to, for an engine outside. */
export function clientFor({ eventKey, signingKey, baseUrl }: OutsideEngine): Inngest.Any {
  return new Inngest({ ...shared, eventKey, signingKey, ...(baseUrl === null ? {} : { baseUrl }) });
}

/**
 * The client for the engine in the worker.
 *
 * @param signingKey what the engine signs its calls with; known to this process alone.
 * @param fetch where sent events go; there is no other way out.
 */
export function embeddedClient(signingKey: string, fetch: typeof globalThis.fetch): Inngest.Any {
  return new Inngest({ ...shared, eventKey: "embedded", signingKey, fetch });
}

const shared = {
  id: "hashinsight",
  // In development mode the SDK checks no signature, so no variable may turn it on.
  isDev: false,
  // Otherwise the SDK reports to an engine over HTTP in the midst of a call.
  checkpointing: false,
  logger: log,
} as const;
