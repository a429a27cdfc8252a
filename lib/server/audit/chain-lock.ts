import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { executePrepared } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";

/** Who seals. */
export const sealer: Actor = { kind: "system", name: "audit-sealer" };

/**
 * Whether this transaction has a company's chain to itself until it ends; false, without waiting, when another one has.
 * Business transactions never ask for it.
 */
export async function lockChain(tx: Transaction, companyId: string): Promise<boolean> {
  const [row] = await executePrepared<{ locked: boolean }>(
    tx,
    "chain_lock",
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`audit chain ${companyId}`}, 0)) as locked`,
  );
  return row?.locked === true;
}
