import { type Clock, systemClock } from "@/lib/server/outbound/clock";
import type { Cache, Cached, CacheRequest } from "./cache";
import { type CacheEntry, parseCacheEntry } from "./cache-entry";
import { frozenJson } from "./json-value";
import { createMemoryTier } from "./memory-tier";
import { type RedisTier, RedisUnavailableError } from "./redis-tier";
import { loadShared } from "./shared-load";
import { createSingleFlight } from "./single-flight";
import { createSourceBackoff } from "./source-backoff";

interface CacheOptions {
  readonly log: { warn(fields: object, message: string): void };
  readonly redis?: RedisTier | undefined;
  readonly clock?: Clock;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
  readonly maxEntries?: number;
  /** Stands before every Redis key; changes when the meaning of stored values does. */
  readonly prefix?: string;
}

type Request = CacheRequest<unknown>;

interface Filled {
  readonly entry: CacheEntry;
  readonly origin: "redis" | "source";
}

const defaultEntriesMax = 10_000;
const defaultPrefix = "hi:v1:";
const ttlJitterRatio = 0.1;

/** A two-tier cache, memory and then Redis where given; `Cache` states its promises. */
export function createCache(options: CacheOptions): Cache {
  const { log, redis, clock = systemClock, random = Math.random } = options;
  const { maxEntries = defaultEntriesMax, prefix = defaultPrefix } = options;
  const memory = createMemoryTier(maxEntries);
  const backoff = createSourceBackoff({ clock, random });
  const fills = createSingleFlight<Filled>();
  const loads = createSingleFlight<CacheEntry>();
  const counts = { hits: 0, misses: 0, stale: 0, coalesced: 0, loads: 0, loadErrors: 0, redisHits: 0 };
  const isStale = (entry: CacheEntry) => clock.now() >= entry.expiresAt;

  async function fromSource(key: string, { ttlMs, staleMs, load }: Request): Promise<CacheEntry> {
    counts.loads += 1;
    try {
      const value = frozenJson(await load(), key);
      const storedAt = clock.now();
      const expiresAt = storedAt + ttlMs * (1 - ttlJitterRatio * random());
      backoff.succeeded(key);
      return { value, storedAt, expiresAt, staleUntil: storedAt + ttlMs + staleMs };
    } catch (error) {
      counts.loadErrors += 1;
      backoff.failed(key, error);
      throw error;
    }
  }

  /** A fresh entry, by at most one load at a time. */
  async function loadEntry(
    key: string,
    request: Request,
    shared: RedisTier | undefined,
  ): Promise<CacheEntry> {
    const held = backoff.pending(key);
    if (held !== null) throw held.error;
    const load = () => fromSource(key, request);
    const entry =
      shared === undefined
        ? await load()
        : await loadShared({
            redis: shared,
            clock,
            valueKey: `${prefix}${key}`,
            lockKey: `${prefix}lock:${key}`,
            fromSource: load,
          });
    memory.set(key, entry);
    return entry;
  }

  /** The entry of Redis if it may still be served; null when there is none. */
  async function fromRedis(key: string, tier: RedisTier): Promise<CacheEntry | null> {
    const text = await tier.get(`${prefix}${key}`);
    const entry = text === null ? null : parseCacheEntry(text);
    if (entry === null || clock.now() >= entry.staleUntil) return null;
    frozenJson(entry.value, key);
    memory.set(key, entry);
    return entry;
  }

  async function fill(key: string, request: Request): Promise<Filled> {
    let shared = redis;
    if (redis !== undefined) {
      try {
        const entry = await fromRedis(key, redis);
        if (entry !== null) return { entry, origin: "redis" };
      } catch (error) {
        if (!(error instanceof RedisUnavailableError)) throw error;
        // One failed command is enough delay for one request.
        shared = undefined;
      }
    }
    const entry = await loads.run(key, () => loadEntry(key, request, shared)).promise;
    return { entry, origin: "source" };
  }

  function refreshInBackground(key: string, request: Request): void {
    if (backoff.pending(key) !== null) return;
    const { promise, joined } = loads.run(key, () => loadEntry(key, request, redis));
    if (joined) return;
    promise.catch((error: unknown) =>
      log.warn({ key, err: error }, "cache: refresh failed, the last value stays"),
    );
  }

  function serve<Value>(entry: CacheEntry): Cached<Value> {
    // The key names the type: whoever stores under it and whoever reads pass the same request.
    return { value: entry.value as Value, storedAt: entry.storedAt, stale: isStale(entry) };
  }

  async function get<Value>(key: string, request: CacheRequest<Value>): Promise<Cached<Value>> {
    let entry = memory.get(key, clock.now());
    let origin: Filled["origin"] | "memory" = "memory";
    if (entry === null) {
      const { promise, joined } = fills.run(key, () => fill(key, request));
      if (joined) counts.coalesced += 1;
      try {
        ({ entry, origin } = await promise);
      } catch (error) {
        counts.misses += 1;
        throw error;
      }
    }
    if (origin === "redis") counts.redisHits += 1;
    if (origin === "source") counts.misses += 1;
    else if (isStale(entry)) counts.stale += 1;
    else counts.hits += 1;
    if (isStale(entry)) refreshInBackground(key, request);
    return serve(entry);
  }

  return {
    get,
    async warm(entries) {
      const results = await Promise.allSettled(entries.map(({ key, ...request }) => get(key, request)));
      let failed = 0;
      for (const [index, result] of results.entries()) {
        if (result.status === "fulfilled") continue;
        failed += 1;
        log.warn({ key: entries[index]?.key, err: result.reason }, "cache: warm-up of a key failed");
      }
      return { warmed: results.length - failed, failed };
    },
    stats() {
      const answered = counts.hits + counts.stale;
      const asked = answered + counts.misses;
      return {
        ...counts,
        redisErrors: redis?.counters.errors ?? 0,
        redisConfigurationErrors: redis?.counters.configurationErrors ?? 0,
        entries: memory.size(),
        evictions: memory.evictions(),
        hitRatio: asked === 0 ? null : answered / asked,
      };
    },
  };
}
