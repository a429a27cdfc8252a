import "server-only";
import { type VerifiedAuthenticationResponse, verifyAuthenticationResponse } from "@simplewebauthn/server";
import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { passkeys } from "@/db/schema/credentials";
import { type ChallengeKind, takeChallenge } from "@/lib/modules/auth/factors/challenge";
import { answeredWord } from "@/lib/modules/auth/passkeys/answered-word";
import { relyingParty } from "@/lib/modules/auth/passkeys/relying-party";
import type { PasskeyAssertion } from "@/lib/modules/auth/passkeys/schema";
import { log } from "@/lib/server/log";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";

type PasskeyRow = typeof passkeys.$inferSelect;

/** What came of looking at an answer; `userId` is whose passkey it claims to be from, where there is one. */
export type AssertionOutcome =
  | { readonly kind: "valid"; readonly passkey: PasskeyRow; readonly newCounter: number }
  | { readonly kind: "unknown" }
  | { readonly kind: "wrong"; readonly userId: string };

/**
 * Whether an authenticator's answer is one to a question of ours, from one of our passkeys, on our pages, by a verified
 * person. Uses the question up whatever comes of it.
 *
 * @param asker whose passkeys count; null when it is not known yet who answers.
 */
export async function verifyAssertion(
  actor: Actor,
  kind: ChallengeKind,
  response: PasskeyAssertion,
  asker: string | null,
): Promise<AssertionOutcome> {
  const word = answeredWord(response.response.clientDataJSON);
  const { isAsked, passkey } = await withTransaction(actor, async (tx) => ({
    isAsked: word !== null && (await takeChallenge(tx, kind, word, asker)) !== null,
    passkey: (await tx.select().from(passkeys).where(eq(passkeys.credentialId, response.id)))[0],
  }));
  if (passkey === undefined || (asker !== null && passkey.userId !== asker)) return { kind: "unknown" };
  const wrong = { kind: "wrong", userId: passkey.userId } as const;
  const { userHandle } = response.response;
  const isOtherPerson =
    userHandle !== undefined && Buffer.from(userHandle, "base64url").toString("utf8") !== passkey.userId;
  if (word === null || !isAsked || isOtherPerson) return wrong;
  const answer = await verified(response, word, passkey);
  return answer === null ? wrong : { kind: "valid", passkey, newCounter: answer.newCounter };
}

/**
 * Writes down that a passkey was used. False when its counter did not go up meanwhile: then there are two of it, and one
 * is a copy.
 */
export async function recordUse(tx: Transaction, passkeyId: string, newCounter: number): Promise<boolean> {
  const used = await tx.execute(sql`
    update passkeys set counter = ${newCounter}::bigint, last_used_at = app_now()
    where id = ${passkeyId} and (counter < ${newCounter}::bigint or (counter = 0 and ${newCounter}::bigint = 0))
    returning id`);
  return used.length > 0;
}

async function verified(
  response: PasskeyAssertion,
  word: string,
  passkey: PasskeyRow,
): Promise<VerifiedAuthenticationResponse["authenticationInfo"] | null> {
  const party = relyingParty();
  const { userHandle, ...signed } = response.response;
  try {
    const { verified: isVerified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...response, response: userHandle === undefined ? signed : { ...signed, userHandle } },
      expectedChallenge: word,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
        counter: passkey.counter,
        transports: passkey.transports,
      },
      requireUserVerification: true,
    });
    return isVerified ? authenticationInfo : null;
  } catch (error) {
    // The library says by plain errors what does not fit: origin, rpID, counter, missing verification.
    log.info({ err: error }, "passkey's answer refused");
    return null;
  }
}
