import "server-only";
import { asc, eq } from "drizzle-orm";
import { passkeys } from "@/db/schema/credentials";
import { relyingParty } from "@/lib/modules/auth/passkeys/relying-party";
import type { PasskeyList } from "@/lib/modules/auth/passkeys/schema";
import { AppError } from "@/lib/server/errors";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, type Viewer } from "@/lib/server/viewer";

/** The person's own passkeys, oldest first, and where they can be used. */
export function listPasskeys(viewer: Viewer): Promise<PasskeyList> {
  const { userId } = authorizeUser(viewer, "auth:manage_own_account");
  return readAs(viewer, async (tx) => {
    const rows = await tx
      .select()
      .from(passkeys)
      .where(eq(passkeys.userId, userId))
      .orderBy(asc(passkeys.createdAt));
    return {
      passkeys: rows.map(({ id, name, createdAt, lastUsedAt, isBackedUp }) => ({
        id,
        name,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
        isBackedUp,
      })),
      origin: originOrNull(),
    };
  });
}

function originOrNull(): string | null {
  try {
    return relyingParty().origin;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
