import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { recoveryCodes, totpFactors } from "@/db/schema/credentials";
import { databaseNowMs } from "@/lib/modules/auth/factors/database-now";
import { recoveryCodeHash } from "@/lib/modules/auth/totp/recovery-codes";
import { stepOfCode } from "@/lib/modules/auth/totp/totp";
import { totpSecretPlace } from "@/lib/modules/auth/totp/totp-secret-place";
import { openSecret } from "@/lib/server/secrets/envelope";

/** What a typed code turned out to be. */
export type SpentCode = "app" | "recovery" | "wrong";

/** Uses up a code of the app or a recovery code of a person; each works once, also when it comes twice at once. */
export async function spendCode(tx: Transaction, userId: string, typed: string): Promise<SpentCode> {
  const digits = typed.replaceAll(/\s/g, "");
  if (/^[0-9]{6}$/.test(digits)) return (await spendAppCode(tx, userId, digits)) ? "app" : "wrong";
  const codeHash = recoveryCodeHash(typed);
  if (codeHash === null) return "wrong";
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt: sql`app_now()` })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.codeHash, codeHash),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ userId: recoveryCodes.userId });
  return used.length > 0 ? "recovery" : "wrong";
}

async function spendAppCode(tx: Transaction, userId: string, code: string): Promise<boolean> {
  const [factor] = await tx
    .select()
    .from(totpFactors)
    .where(and(eq(totpFactors.userId, userId), isNotNull(totpFactors.confirmedAt)));
  if (factor === undefined) return false;
  const secret = openSecret(factor.secretEnvelope, totpSecretPlace(userId));
  const step = stepOfCode(secret, code, await databaseNowMs(tx));
  if (step === null) return false;
  const raised = await tx.execute(sql`
    update totp_factors set last_used_step = ${step}
    where user_id = ${userId} and confirmed_at is not null and (last_used_step is null or last_used_step < ${step})
    returning user_id`);
  return raised.length > 0;
}
