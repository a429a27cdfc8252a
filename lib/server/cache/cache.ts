/** What a caller gets; never older than `ttlMs + staleMs`. */
export interface Cached<Value> {
  readonly value: Value;
  /** When the value was loaded from its source, Unix ms. */
  readonly storedAt: number;
  /** True when the value is past its TTL: a refresh is under way, or the source failed lately. */
  readonly stale: boolean;
}

export interface CacheRequest<Value> {
  /** Fresh for this long; up to 10 % is taken off at random, so that entries do not expire together. */
  readonly ttlMs: number;
  /** After the TTL served for this much longer while a refresh runs; the time a dead source is bridged. */
  readonly staleMs: number;
  /** Asks the source; its answer must be plain JSON (finite numbers, no Date, no undefined in arrays). */
  readonly load: () => Promise<Value>;
}

interface WarmEntry extends CacheRequest<unknown> {
  readonly key: string;
}

export interface Cache {
  /**
   * The value of `key`, loaded at most once at a time in this process, and with Redis across processes.
   *
   * @throws whatever `load` throws when there is no value young enough to serve; again at once, without
   *   asking the source, while the key is backing off after a failure.
   */
  get<Value>(key: string, request: CacheRequest<Value>): Promise<Cached<Value>>;
  /** Loads every entry that is missing; failures are logged and counted, never thrown. */
  warm(entries: readonly WarmEntry[]): Promise<{ warmed: number; failed: number }>;
  stats(): CacheStats;
}

interface CacheStats {
  /** Answered from memory or Redis within the TTL. */
  readonly hits: number;
  readonly misses: number;
  /** Answered past the TTL. */
  readonly stale: number;
  /** Callers who waited for a load that another caller had started. */
  readonly coalesced: number;
  readonly loads: number;
  readonly loadErrors: number;
  readonly redisHits: number;
  readonly redisErrors: number;
  /** Refused tokens: somebody must correct the configuration. */
  readonly redisConfigurationErrors: number;
  readonly entries: number;
  readonly evictions: number;
  /** (hits + stale) / all gets, or null before the first get. */
  readonly hitRatio: number | null;
}
