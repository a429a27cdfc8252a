import { AppError } from "@/lib/server/errors";
import { networkOf } from "@/lib/server/network-of";
import { appLimiter } from "@/lib/server/rate-limit/app-limiter";
import type { Viewer } from "@/lib/server/viewer";

/** How many requests an address or account may send: a bucket that refills evenly. */
export interface RateLimit {
  /** Separates buckets of different routes. */
  readonly name: string;
  readonly requestsPerMinute: () => number;
  /** Whose requests are counted together; visitors are counted by address in any case. */
  readonly by?: "address" | "account";
}

/** Who a request counts for: the person, or the network it comes from. */
export function rateLimitKey(limit: RateLimit, viewer: Viewer): string {
  if (limit.by === "account" && viewer.kind === "user") return viewer.userId;
  return networkOf(viewer.request?.address ?? "none");
}

/**
 * Counts a request against a limit that all processes share (lib/server/rate-limit/leased-limiter.ts says how exactly).
 * With neither Redis nor PostgreSQL it is counted by this process alone: these limits protect from overload. What a
 * guess at a password costs is not counted here, and that fails closed.
 *
 * @throws AppError `limited` with the seconds to wait.
 */
export async function enforceRateLimit(limit: RateLimit, key: string): Promise<void> {
  const capacity = limit.requestsPerMinute();
  // A header that a proxy let through may be of any length.
  const outcome = await appLimiter().request(`${limit.name}:${key.slice(0, 100)}`, { capacity });
  if (outcome.allowed) return;
  throw new AppError("limited", `Too many requests: at most ${capacity} a minute.`, {
    retryAfterSeconds: outcome.retryAfterSeconds,
  });
}
