import "server-only";
import { createDatabase } from "@/db/client";
import { env } from "@/lib/server/env";

type Handle = ReturnType<typeof createDatabase>;

// On globalThis because a reload of this module in development would leak the earlier pool.
const holder: { hashinsightDatabase?: Handle } = globalThis as typeof globalThis & {
  hashinsightDatabase?: Handle;
};

/** The application's pool, opened at first use as the role `hi_app`. */
export function database(): Handle {
  holder.hashinsightDatabase ??= createDatabase(env().DATABASE_URL, { applicationName: "hashinsight-web" });
  return holder.hashinsightDatabase;
}
