import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { AppError } from "@/lib/server/errors";
import { uuids } from "../sql-text";

/** @throws AppError `invalid` naming the sites that the company does not have. */
export async function requireSitesOfCompany(
  tx: Transaction,
  orgId: string,
  siteIds: readonly string[],
): Promise<void> {
  if (siteIds.length === 0) return;
  const rows = await tx.execute<{ id: string }>(
    sql`select id from sites where org_id = ${orgId} and id = any(${uuids(siteIds)})`,
  );
  const known = new Set(rows.map(({ id }) => id));
  const fields = siteIds.flatMap((siteId, index) =>
    known.has(siteId)
      ? []
      : [{ field: `siteIds[${index}]`, value: siteId, message: "Must be a site of the company" }],
  );
  if (fields.length > 0) throw new AppError("invalid", "The company has no such site.", { fields });
}
