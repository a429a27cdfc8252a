import "server-only";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { systemClock } from "@/lib/server/outbound/clock";
import type { Cache } from "./cache";
import { createCache } from "./create-cache";
import { createRedisTier, type RedisTier } from "./redis-tier";

// On globalThis because single flight only holds if every bundle of the process shares one cache.
const holder: { hashinsightCache?: Cache } = globalThis as typeof globalThis & { hashinsightCache?: Cache };

/** The process's cache: memory, and Redis when `UPSTASH_REDIS_REST_URL` is set. */
export function appCache(): Cache {
  holder.hashinsightCache ??= createCache({ log, redis: configuredRedis() });
  return holder.hashinsightCache;
}

function configuredRedis(): RedisTier | undefined {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
  if (url === undefined || token === undefined) return undefined;
  return createRedisTier({ url, token, clock: systemClock, log });
}
