import "server-only";
import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { eq } from "drizzle-orm";
import { passkeys } from "@/db/schema/credentials";
import { challengeSecondsMax, openChallenge } from "@/lib/modules/auth/factors/challenge";
import { relyingParty } from "@/lib/modules/auth/passkeys/relying-party";
import type { PasskeyAssertion } from "@/lib/modules/auth/passkeys/schema";
import { recordUse, verifyAssertion } from "@/lib/modules/auth/passkeys/verify-assertion";
import { authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import { renewSession } from "@/lib/modules/auth/sessions/renew-session";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import type { SessionClaims } from "@/lib/server/identity/session-cookie";
import { randomToken } from "@/lib/server/one-time-token";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

/** What the browser needs to let a person prove anew who they are by one of their own passkeys. */
export function beginPasskeyConfirm(viewer: Viewer): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const actor = authorizeOwnAccount(viewer);
  const { id: rpID } = relyingParty();
  return withTransaction(actor, async (tx) => {
    const allowCredentials = await tx
      .select({ id: passkeys.credentialId, transports: passkeys.transports })
      .from(passkeys)
      .where(eq(passkeys.userId, actor.userId));
    if (allowCredentials.length === 0) throw new AppError("conflict", "You have no passkey yet.");
    const word = randomToken();
    await openChallenge(tx, { kind: "passkey_confirm", word, userId: actor.userId });
    return generateAuthenticationOptions({
      rpID,
      allowCredentials,
      challenge: new Uint8Array(Buffer.from(word, "base64url")),
      timeout: challengeSecondsMax * 1000,
      userVerification: "required",
    });
  });
}

/**
 * Opens dangerous acts for ten minutes (step-up). The session goes on under a new id.
 *
 * @returns whose session goes on, which; the caller sends its cookie.
 * @throws AppError `invalid` when the answer is not from one of the person's own passkeys.
 */
export async function confirmByPasskey(
  viewer: Viewer,
  { response }: { readonly response: PasskeyAssertion },
): Promise<SessionClaims> {
  const actor = authorizeOwnAccount(viewer);
  const { userId, credentialId } = actor;
  const assertion = await verifyAssertion(actor, "passkey_confirm", response, userId);
  if (assertion.kind !== "valid") throw notConfirmed();
  return withTransaction(actor, async (tx) => {
    if (!(await recordUse(tx, assertion.passkey.id, assertion.newCounter))) throw notConfirmed();
    const sessionId = await renewSession(tx, { sessionId: credentialId, isConfirmed: true });
    await audit(tx, actor, {
      action: "auth.identity_confirmed",
      object: { kind: "session", id: sessionId },
      before: null,
      after: { by: "passkey", passkeyId: assertion.passkey.id },
    });
    return { userId, sessionId };
  });
}

function notConfirmed(): AppError {
  return new AppError("invalid", "This passkey did not confirm that it is you. Try again.");
}
