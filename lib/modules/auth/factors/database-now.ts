import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** The database's clock in ms since 1970, by which codes and messages are judged. */
export async function databaseNowMs(tx: Transaction): Promise<number> {
  const [row] = await tx.execute<{ ms: number }>(
    sql`select floor(extract(epoch from app_now()) * 1000)::float8 as ms`,
  );
  return row?.ms ?? Number.NaN;
}
