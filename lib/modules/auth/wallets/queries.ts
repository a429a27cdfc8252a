import "server-only";
import { asc, eq } from "drizzle-orm";
import { wallets } from "@/db/schema/credentials";
import type { Wallet } from "@/lib/modules/auth/wallets/schema";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, type Viewer } from "@/lib/server/viewer";

/** The person's own wallets, oldest link first. */
export function listWallets(viewer: Viewer): Promise<readonly Wallet[]> {
  const { userId } = authorizeUser(viewer, "auth:manage_own_account");
  return readAs(viewer, async (tx) => {
    const rows = await tx
      .select()
      .from(wallets)
      .where(eq(wallets.userId, userId))
      .orderBy(asc(wallets.linkedAt));
    return rows.map(({ address, linkedAt, lastUsedAt }) => ({
      address,
      linkedAt: linkedAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    }));
  });
}
