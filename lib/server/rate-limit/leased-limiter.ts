import type { BucketShape, Grant, TokenStore } from "@/lib/server/rate-limit/token-store";

/** Whether a request may go on. */
export type Outcome =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly retryAfterSeconds: number };

interface Lease {
  tokens: number;
  /** What is left of the lease lapses then. */
  readonly lapsesAtMs: number;
  /** The bucket is known to be empty until then. */
  readonly emptyUntilMs: number;
}

const leasesMax = 50_000;
/** One refill of the bucket: a process that hoards wastes no more in this time than it leased. */
const leaseMs = 60_000;

/**
 * Limits requests by buckets that processes share, without asking for every request: a process leases up to a tenth of a
 * bucket at a time and answers from that.
 *
 * Never do more requests pass in a minute than the bucket gives in it, plus the leases outstanding when it began: at most
 * a tenth of the capacity, at least one, for each process. What was leased and not used within a minute lapses, to the
 * requester's disadvantage by as much.
 */
export class LeasedLimiter {
  private readonly leases = new Map<string, Lease>();
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly take: (key: string, wanted: number, shape: BucketShape) => Promise<Grant>;
  private readonly nowMs: () => number;

  constructor(store: Pick<TokenStore, "take">, nowMs: () => number) {
    this.take = (key, wanted, shape) => store.take(key, wanted, shape);
    this.nowMs = nowMs;
  }

  /** Counts one request. Answers from memory unless the lease is used up. */
  async request(key: string, shape: BucketShape): Promise<Outcome> {
    for (;;) {
      const known = this.fromLease(key);
      if (known !== null) return known;
      await this.renew(key, shape);
    }
  }

  private fromLease(key: string): Outcome | null {
    const lease = this.leases.get(key);
    if (lease === undefined) return null;
    const nowMs = this.nowMs();
    if (lease.tokens >= 1 && nowMs < lease.lapsesAtMs) {
      lease.tokens -= 1;
      return { allowed: true };
    }
    if (nowMs >= lease.emptyUntilMs) return null;
    return { allowed: false, retryAfterSeconds: Math.ceil((lease.emptyUntilMs - nowMs) / 1000) };
  }

  /** Requests that come while a lease is asked for wait for the same one. */
  private renew(key: string, shape: BucketShape): Promise<void> {
    const already = this.underWay.get(key);
    if (already !== undefined) return already;
    const asked = this.lease(key, shape).finally(() => this.underWay.delete(key));
    this.underWay.set(key, asked);
    return asked;
  }

  private async lease(key: string, shape: BucketShape): Promise<void> {
    const { granted, waitMs } = await this.take(key, leaseSize(shape), shape);
    const nowMs = this.nowMs();
    // Put in anew, so that the map is in order of last lease.
    this.leases.delete(key);
    this.leases.set(key, {
      tokens: granted,
      lapsesAtMs: nowMs + leaseMs,
      emptyUntilMs: granted >= 1 ? nowMs : nowMs + Math.max(1, waitMs),
    });
    if (this.leases.size <= leasesMax) return;
    const oldest = this.leases.keys().next().value;
    if (oldest !== undefined) this.leases.delete(oldest);
  }
}

/** Tokens leased at a time. */
export function leaseSize({ capacity }: BucketShape): number {
  return Math.max(1, Math.floor(capacity / 10));
}
