import "server-only";
import { ownPassword } from "@/lib/modules/auth/sessions/check-own-password";
import { authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import { renewSession } from "@/lib/modules/auth/sessions/renew-session";
import { forgiveAttempt, guardAttempt } from "@/lib/modules/auth/sign-in/throttle";
import { spendCode } from "@/lib/modules/auth/totp/spend-code";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import type { SessionClaims } from "@/lib/server/identity/session-cookie";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

/**
 * Opens dangerous acts for ten minutes (step-up) by a code of the authenticator app, for people who have no password: to
 * others the app is the second of two factors and opens nothing alone. The session goes on under a new id.
 *
 * @returns whose session goes on, which; the caller sends its cookie.
 * @throws AppError `conflict` for somebody with a password, `invalid` for a wrong or used code, `limited` after too many.
 */
export async function confirmByAppCode(
  viewer: Viewer,
  { code }: { readonly code: string },
): Promise<SessionClaims> {
  const actor = authorizeOwnAccount(viewer);
  const { userId, credentialId } = actor;
  const { password_hash: password } = await ownPassword(actor);
  if (password !== null) throw new AppError("conflict", "Confirm by your password: you have one.");
  const account = `totp:${userId}`;
  await guardAttempt(actor.request, account);
  const sessionId = await withTransaction(actor, async (tx) => {
    if ((await spendCode(tx, userId, code)) !== "app") throw wrongCode();
    const renewed = await renewSession(tx, { sessionId: credentialId, isConfirmed: true });
    await audit(tx, actor, {
      action: "auth.identity_confirmed",
      object: { kind: "session", id: renewed },
      before: null,
      after: { by: "app_code" },
    });
    return renewed;
  });
  await forgiveAttempt(actor.request, account);
  return { userId, sessionId };
}

function wrongCode(): AppError {
  const message = "This code is not right, or was used already. Wait for the next one and type it";
  return new AppError("invalid", "Some fields need another look.", { fields: [{ field: "code", message }] });
}
