import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { users } from "@/db/schema/auth";
import { recoveryCodes, totpFactors } from "@/db/schema/credentials";
import { databaseNowMs } from "@/lib/modules/auth/factors/database-now";
import { tellPerson } from "@/lib/modules/auth/factors/tell-person";
import { authorizeConfirmed, authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import { qrPath } from "@/lib/modules/auth/totp/qr-path";
import { newRecoveryCodes, recoveryCodeHash } from "@/lib/modules/auth/totp/recovery-codes";
import type { FreshRecoveryCodes, TotpEnrolment } from "@/lib/modules/auth/totp/schema";
import { newTotpSecret, stepOfCode, totpUri } from "@/lib/modules/auth/totp/totp";
import { totpSecretPlace } from "@/lib/modules/auth/totp/totp-secret-place";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { openSecret, sealSecret } from "@/lib/server/secrets/envelope";
import { withTransaction } from "@/lib/server/transaction";
import type { UserViewer, Viewer } from "@/lib/server/viewer";

/** Makes up a secret that becomes the person's second factor once they show its first code. */
export function beginTotp(viewer: Viewer): Promise<TotpEnrolment> {
  const actor = authorizeConfirmed(viewer);
  return withTransaction(actor, async (tx) => {
    const secret = newTotpSecret();
    const secretEnvelope = sealSecret(secret, totpSecretPlace(actor.userId));
    const begun = await tx
      .insert(totpFactors)
      .values({ userId: actor.userId, secretEnvelope })
      .onConflictDoUpdate({
        target: totpFactors.userId,
        set: { secretEnvelope, lastUsedStep: null },
        setWhere: isNull(totpFactors.confirmedAt),
      })
      .returning({ userId: totpFactors.userId });
    if (begun.length === 0) throw new AppError("conflict", "An authenticator app is set up already.");
    await audit(tx, actor, {
      action: "auth.totp_begun",
      object: { kind: "user", id: actor.userId },
      before: null,
      after: null,
    });
    const [person] = await tx.select({ email: users.email }).from(users).where(eq(users.id, actor.userId));
    const uri = totpUri(secret, person?.email ?? actor.userId);
    return { secret: secret.replaceAll(/.{4}(?=.)/g, "$& "), uri, qr: qrPath(uri) };
  });
}

/**
 * Turns the second factor on by the first right code of the app, and answers ten recovery codes.
 *
 * @throws AppError `invalid` for a wrong code, `conflict` when nothing was begun or it is on already.
 */
export function confirmTotp(
  viewer: Viewer,
  { code }: { readonly code: string },
): Promise<FreshRecoveryCodes> {
  const actor = authorizeOwnAccount(viewer);
  return withTransaction(actor, async (tx) => {
    const [factor] = await tx
      .select()
      .from(totpFactors)
      .where(and(eq(totpFactors.userId, actor.userId), isNull(totpFactors.confirmedAt)))
      .for("update");
    if (factor === undefined) throw new AppError("conflict", "Begin with the setup of the app anew.");
    const secret = openSecret(factor.secretEnvelope, totpSecretPlace(actor.userId));
    const step = stepOfCode(secret, code, await databaseNowMs(tx));
    if (step === null) throw wrongCode();
    await tx
      .update(totpFactors)
      .set({ confirmedAt: sql`app_now()`, lastUsedStep: step })
      .where(eq(totpFactors.userId, actor.userId));
    return finishChange(tx, actor, {
      action: "auth.totp_enabled",
      before: { isEnabled: false },
      after: { isEnabled: true },
      subject: "Two-step sign-in is on",
      what: "An authenticator app was set up for your account. From now on, signing in asks for its code.",
    });
  });
}

/** Turns the second factor off and forgets the recovery codes. @throws AppError `conflict` when it is not on. */
export function disableTotp(viewer: Viewer): Promise<void> {
  const actor = authorizeConfirmed(viewer);
  return withTransaction(actor, async (tx) => {
    const gone = await tx
      .delete(totpFactors)
      .where(and(eq(totpFactors.userId, actor.userId), isNotNull(totpFactors.confirmedAt)))
      .returning({ userId: totpFactors.userId });
    if (gone.length === 0) throw notOn();
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, actor.userId));
    await audit(tx, actor, {
      action: "auth.totp_disabled",
      object: { kind: "user", id: actor.userId },
      before: { isEnabled: true },
      after: { isEnabled: false },
    });
    await tellPerson(tx, actor, {
      userId: actor.userId,
      subject: "Two-step sign-in is off",
      what: "The authenticator app was removed from your account. Signing in no longer asks for a code.",
    });
  });
}

/** Replaces all recovery codes by ten new ones. @throws AppError `conflict` when the second factor is not on. */
export function renewRecoveryCodes(viewer: Viewer): Promise<FreshRecoveryCodes> {
  const actor = authorizeConfirmed(viewer);
  return withTransaction(actor, async (tx) => {
    const [factor] = await tx
      .select({ userId: totpFactors.userId })
      .from(totpFactors)
      .where(and(eq(totpFactors.userId, actor.userId), isNotNull(totpFactors.confirmedAt)))
      .for("update");
    if (factor === undefined) throw notOn();
    return finishChange(tx, actor, {
      action: "auth.recovery_codes_renewed",
      before: null,
      after: null,
      subject: "New recovery codes",
      what: "New recovery codes were made for your account; the earlier ones no longer work.",
    });
  });
}

interface Change {
  readonly action: string;
  readonly before: { readonly isEnabled: boolean } | null;
  readonly after: { readonly isEnabled: boolean } | null;
  readonly subject: string;
  readonly what: string;
}

/** New recovery codes in place of the old, with the entry in the trail and the mail. */
async function finishChange(
  tx: Transaction,
  actor: UserViewer,
  { action, before, after, subject, what }: Change,
): Promise<FreshRecoveryCodes> {
  const { userId } = actor;
  const codes = newRecoveryCodes();
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ userId, codeHash: recoveryCodeHash(code) ?? "" })));
  await audit(tx, actor, { action, object: { kind: "user", id: userId }, before, after });
  await tellPerson(tx, actor, { userId, subject, what });
  return { recoveryCodes: codes };
}

function wrongCode(): AppError {
  const message = "This is not the code that the app shows now. Wait for the next one and type it.";
  return new AppError("invalid", "The code is not right.", { fields: [{ field: "code", message }] });
}

function notOn(): AppError {
  return new AppError("conflict", "Two-step sign-in is not on.");
}
