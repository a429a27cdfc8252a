import "server-only";
import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import type { Transaction } from "@/db/client";
import { challengeSecondsMax, openChallenge } from "@/lib/modules/auth/factors/challenge";
import {
  doorkeeper,
  doorOf,
  type Refused,
  requestOf,
  type SignedIn,
  sessionToReplace,
} from "@/lib/modules/auth/factors/sign-in-door";
import { relyingParty } from "@/lib/modules/auth/passkeys/relying-party";
import type { PasskeySignInInput } from "@/lib/modules/auth/passkeys/schema";
import {
  type AssertionOutcome,
  recordUse,
  verifyAssertion,
} from "@/lib/modules/auth/passkeys/verify-assertion";
import { finishSignIn, landingOf } from "@/lib/modules/auth/sign-in/finish-sign-in";
import { recordLogin } from "@/lib/modules/auth/sign-in/record-login";
import { forgiveAttempt, guardAttempt } from "@/lib/modules/auth/sign-in/throttle";
import { randomToken } from "@/lib/server/one-time-token";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

const refused: Refused = {
  kind: "refused",
  message: "This passkey does not sign in here. Try again, or sign in with your password.",
};

/** What the browser needs to sign somebody in by a passkey of their choice: nobody says first who they are. */
export function beginPasskeySignIn(viewer: Viewer): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { id: rpID } = relyingParty();
  return withTransaction(doorkeeper(requestOf(viewer)), async (tx) => {
    const word = randomToken();
    await openChallenge(tx, { kind: "passkey_sign_in", word, userId: null });
    return generateAuthenticationOptions({
      rpID,
      challenge: new Uint8Array(Buffer.from(word, "base64url")),
      timeout: challengeSecondsMax * 1000,
      userVerification: "required",
    });
  });
}

/** Signs in by an authenticator's answer. No second factor is asked: having the device and being verified by it are two. */
export async function signInByPasskey(
  viewer: Viewer,
  input: PasskeySignInInput,
): Promise<SignedIn | Refused> {
  const request = requestOf(viewer);
  const actor = doorkeeper(request);
  const account = `passkey:${input.response.id}`;
  await guardAttempt(request, account);
  const assertion = await verifyAssertion(actor, "passkey_sign_in", input.response, null);
  const outcome = await withTransaction(actor, (tx) => letIn(tx, viewer, assertion, input.next));
  if (outcome.kind === "signed_in") await forgiveAttempt(request, account);
  return outcome;
}

async function letIn(
  tx: Transaction,
  viewer: Viewer,
  assertion: AssertionOutcome,
  next: string | undefined,
): Promise<SignedIn | Refused> {
  const request = requestOf(viewer);
  const about = { method: "passkey", request } as const;
  if (assertion.kind === "unknown") {
    await recordLogin(tx, { ...about, userId: null, identifier: "", outcome: "unknown_account" });
    return refused;
  }
  const userId = assertion.kind === "wrong" ? assertion.userId : assertion.passkey.userId;
  const person = await doorOf(tx, userId);
  const isUsed =
    assertion.kind === "valid" && (await recordUse(tx, assertion.passkey.id, assertion.newCounter));
  const outcome = isUsed ? (person?.closed ?? null) : "wrong_signature";
  if (person === null || outcome !== null) {
    await recordLogin(tx, {
      ...about,
      userId,
      identifier: person?.email ?? "",
      outcome: outcome ?? "unknown_account",
    });
    return refused;
  }
  const sessionId = await finishSignIn(tx, { ...about, userId, ...sessionToReplace(viewer) });
  return { kind: "signed_in", userId, sessionId, next: await landingOf(tx, sessionId, next) };
}
