import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { totpFactors } from "@/db/schema/credentials";
import { openChallenge } from "@/lib/modules/auth/factors/challenge";
import { randomToken } from "@/lib/server/one-time-token";

/**
 * The challenge that somebody answers with a second factor after the first one was right; null when they have none.
 * Passkeys are not asked for it: with the person verified by their device they are two factors already.
 *
 * @param method the first factor, which the session is named after.
 */
export async function beginSecondFactor(
  tx: Transaction,
  userId: string,
  method: "password" | "wallet" = "password",
): Promise<string | null> {
  const [factor] = await tx
    .select({ userId: totpFactors.userId })
    .from(totpFactors)
    .where(and(eq(totpFactors.userId, userId), isNotNull(totpFactors.confirmedAt)));
  if (factor === undefined) return null;
  const word = randomToken();
  await openChallenge(tx, { kind: "second_factor", word, userId, data: { method, tries: 0 } });
  return word;
}
