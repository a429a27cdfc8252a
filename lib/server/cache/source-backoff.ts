import type { Clock } from "@/lib/server/outbound/clock";

export interface SourceBackoff {
  /** The failure that still holds the key's source back, or null when it may be asked. */
  pending(key: string): { readonly error: unknown } | null;
  failed(key: string, error: unknown): void;
  succeeded(key: string): void;
}

interface SourceBackoffOptions {
  readonly clock: Pick<Clock, "now">;
  readonly random: () => number;
}

interface Failure {
  readonly error: unknown;
  readonly count: number;
  readonly untilMs: number;
}

const firstPauseMs = 1000;
const pauseMsMax = 60_000;
const keysMax = 10_000;

/**
 * Remembers which sources failed, so that a dead one is not asked at every request: 1 s after the first failure
 * of a key, doubled with each further one up to 60 s, each shortened by up to a half at random.
 */
export function createSourceBackoff({ clock, random }: SourceBackoffOptions): SourceBackoff {
  const failures = new Map<string, Failure>();
  return {
    pending(key) {
      const failure = failures.get(key);
      return failure !== undefined && clock.now() < failure.untilMs ? { error: failure.error } : null;
    },
    failed(key, error) {
      const count = (failures.get(key)?.count ?? 0) + 1;
      const pauseMs = Math.min(firstPauseMs * 2 ** (count - 1), pauseMsMax) * (1 - random() / 2);
      failures.delete(key);
      failures.set(key, { error, count, untilMs: clock.now() + pauseMs });
      const oldest = failures.keys().next();
      if (failures.size > keysMax && !oldest.done) failures.delete(oldest.value);
    },
    succeeded: (key) => {
      failures.delete(key);
    },
  };
}
