import "server-only";
import { createDatabase } from "@/db/client";
import { env } from "@/lib/server/env";

type Handle = ReturnType<typeof createDatabase>;

// On globalThis because a reload of this module in development would leak the earlier pool.
const holder: { hashinsightDatabase?: Handle } = globalThis as typeof globalThis & {
  hashinsightDatabase?: Handle;
};

/** Whose pool it is, as pg_stat_activity shows it, and how large. */
const pools = {
  web: { applicationName: "hashinsight-web", max: 10 },
  worker: { applicationName: "hashinsight-worker", max: 10 },
} as const;

/** The process's pool, opened at first use as the role `hi_app`. */
export function database(): Handle {
  holder.hashinsightDatabase ??= createDatabase(env().DATABASE_URL, pools[env().PROCESS]);
  return holder.hashinsightDatabase;
}
