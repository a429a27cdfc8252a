import { Redis } from "@upstash/redis";
import { createCircuitBreaker } from "@/lib/server/outbound/circuit-breaker";
import type { Clock } from "@/lib/server/outbound/clock";

/** Redis gave no answer: down, slow, refusing, or left alone after failures. Never a reason for `get` to fail. */
export class RedisUnavailableError extends Error {
  override readonly name = "RedisUnavailableError";
}

/** The few commands that the cache needs; each fails with `RedisUnavailableError` within the time budget. */
export interface RedisTier {
  get(key: string): Promise<string | null>;
  /** The value, and whether somebody holds the lock on it. */
  getWithLock(key: string, lockKey: string): Promise<{ text: string | null; isLocked: boolean }>;
  set(key: string, text: string, ttlMs: number): Promise<void>;
  /** Takes the lock for `ttlMs` under `token`; false when somebody holds it. */
  lock(lockKey: string, token: string, ttlMs: number): Promise<boolean>;
  /** Gives the lock back if it is still held under `token`. */
  unlock(lockKey: string, token: string): Promise<void>;
  readonly counters: { errors: number; configurationErrors: number };
}

interface RedisTierOptions {
  readonly url: string;
  readonly token: string;
  readonly clock: Pick<Clock, "now">;
  readonly log: { error(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** A cache that is slower than its source is none. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 150;
const breakerFailuresMax = 3;
const breakerOpenMs = 10_000;
const configurationLogMs = 60_000;

const unlockScript = `if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end return 0`;

/** Redis over the Upstash REST interface, with a time budget per command and a breaker. */
export function createRedisTier(options: RedisTierOptions): RedisTier {
  const { url, token, clock, log, timeoutMs = defaultTimeoutMs } = options;
  const redis = new Redis({
    url,
    token,
    // The client's own retries would take 4.3 s when the server is down.
    retry: false,
    signal: () => AbortSignal.timeout(timeoutMs),
    automaticDeserialization: false,
    enableTelemetry: false,
  });
  const breaker = createCircuitBreaker({ clock, failuresMax: breakerFailuresMax, openMs: breakerOpenMs });
  const counters = { errors: 0, configurationErrors: 0 };
  let configurationLoggedAt = Number.NEGATIVE_INFINITY;

  function report(error: unknown): void {
    counters.errors += 1;
    breaker.failure();
    if (!isRefusedToken(error)) {
      if (breaker.state() === "open")
        log.warn({ failure: failureName(error) }, "cache: Redis is left alone for 10 s");
      return;
    }
    counters.configurationErrors += 1;
    if (clock.now() - configurationLoggedAt < configurationLogMs) return;
    configurationLoggedAt = clock.now();
    log.error({}, "cache: Redis refuses UPSTASH_REDIS_REST_TOKEN; correct the configuration");
  }

  async function run<Result>(command: () => Promise<Result>): Promise<Result> {
    if (!breaker.allows()) throw new RedisUnavailableError("Redis failed lately");
    try {
      const result = await command();
      breaker.success();
      return result;
    } catch (error) {
      report(error);
      throw new RedisUnavailableError("Redis did not answer", { cause: error });
    }
  }

  return {
    counters,
    get: (key) => run(() => redis.get<string>(key)),
    getWithLock: async (key, lockKey) => {
      const [text, holder] = await run(() => redis.mget<(string | null)[]>(key, lockKey));
      return { text: text ?? null, isLocked: (holder ?? null) !== null };
    },
    set: async (key, text, ttlMs) => {
      await run(() => redis.set(key, text, { px: Math.max(1, Math.round(ttlMs)) }));
    },
    lock: async (lockKey, lockToken, ttlMs) =>
      (await run(() => redis.set(lockKey, lockToken, { nx: true, px: ttlMs }))) === "OK",
    unlock: async (lockKey, lockToken) => {
      await run(() => redis.eval(unlockScript, [lockKey], [lockToken]));
    },
  };
}

/** The client keeps no status: a refused token shows only in the words of the answer. */
function isRefusedToken(error: unknown): boolean {
  return error instanceof Error && /^(\w+Error: )?(unauthorized|wrongpass|noauth)/i.test(error.message);
}

/** Only the kind of failure: the client's messages quote the command with its values. */
function failureName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
