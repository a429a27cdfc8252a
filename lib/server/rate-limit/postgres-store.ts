import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { TokenStore } from "@/lib/server/rate-limit/token-store";
import { withinMs } from "@/lib/server/rate-limit/within-ms";

interface GrantRow extends Record<string, unknown> {
  readonly granted: number;
  readonly wait_seconds: number;
}

interface PostgresStoreOptions {
  readonly db: () => Database;
  readonly nowMs: () => number;
  readonly timeoutMs?: number;
}

const sweepEveryMs = 60_000;

/**
 * Buckets in PostgreSQL, shared by all processes (`take_rate_tokens`, one statement). Once a minute buckets that are full
 * again go: an address stands in the table a few minutes at most after it was last seen.
 */
export function createPostgresStore({ db, nowMs, timeoutMs = 300 }: PostgresStoreOptions): TokenStore {
  let sweptAtMs = nowMs();
  return {
    name: "PostgreSQL",
    async take(key, wanted, { capacity }) {
      const asked = db().execute<GrantRow>(
        sql`select granted, wait_seconds from take_rate_tokens(${key}, ${wanted}, ${capacity}, ${capacity / 60})`,
      );
      const [row] = await withinMs(asked, timeoutMs);
      if (row === undefined) throw new Error("take_rate_tokens answered no row");
      if (nowMs() - sweptAtMs >= sweepEveryMs) {
        sweptAtMs = nowMs();
        await withinMs(
          db().execute(
            sql`delete from rate_limit_buckets where refilled_at < app_now() - interval '2 minutes'`,
          ),
          timeoutMs,
        );
      }
      return { granted: row.granted, waitMs: row.wait_seconds * 1000 };
    },
  };
}
