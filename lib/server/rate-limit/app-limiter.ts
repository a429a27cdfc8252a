import "server-only";
import { database } from "@/lib/server/database";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { firstAnswering } from "@/lib/server/rate-limit/first-answering";
import { LeasedLimiter } from "@/lib/server/rate-limit/leased-limiter";
import { createMemoryStore } from "@/lib/server/rate-limit/memory-store";
import { createPostgresStore } from "@/lib/server/rate-limit/postgres-store";
import { createRedisStore } from "@/lib/server/rate-limit/redis-store";
import type { TokenStore } from "@/lib/server/rate-limit/token-store";

// On globalThis because leases only hold if every bundle of the process shares them.
const holder: { hashinsightLimiter?: LeasedLimiter } = globalThis as typeof globalThis & {
  hashinsightLimiter?: LeasedLimiter;
};

/** The process's limiter: leases from Redis where it is configured, else from PostgreSQL, else from memory. */
export function appLimiter(): LeasedLimiter {
  const nowMs = Date.now;
  holder.hashinsightLimiter ??= new LeasedLimiter(
    firstAnswering(sharedStores(nowMs), createMemoryStore(nowMs), { nowMs, log }),
    nowMs,
  );
  return holder.hashinsightLimiter;
}

function sharedStores(nowMs: () => number): readonly TokenStore[] {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
  const postgres = createPostgresStore({ db: () => database().db, nowMs });
  if (url === undefined || token === undefined) return [postgres];
  return [createRedisStore({ url, token, nowMs }), postgres];
}
