import "server-only";
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type VerifiedRegistrationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { eq } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import { users } from "@/db/schema/auth";
import { passkeys } from "@/db/schema/credentials";
import { challengeSecondsMax, openChallenge, takeChallenge } from "@/lib/modules/auth/factors/challenge";
import { tellPerson } from "@/lib/modules/auth/factors/tell-person";
import { answeredWord } from "@/lib/modules/auth/passkeys/answered-word";
import { type RelyingParty, relyingParty } from "@/lib/modules/auth/passkeys/relying-party";
import { passkeysMax, type RegistrationInput } from "@/lib/modules/auth/passkeys/schema";
import { authorizeConfirmed, authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { log } from "@/lib/server/log";
import { randomToken } from "@/lib/server/one-time-token";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

/** What the browser needs to make a passkey for the person. */
export function beginPasskey(viewer: Viewer): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const actor = authorizeConfirmed(viewer);
  const { id: rpID } = relyingParty();
  return withTransaction(actor, async (tx) => {
    const [person] = await tx
      .select({ email: users.email, name: users.name })
      .from(users)
      .where(eq(users.id, actor.userId));
    if (person === undefined) throw new AppError("not_found", "This account is not there any more.");
    const known = await tx
      .select({ id: passkeys.credentialId, transports: passkeys.transports })
      .from(passkeys)
      .where(eq(passkeys.userId, actor.userId));
    if (known.length >= passkeysMax) {
      throw new AppError(
        "conflict",
        `At most ${passkeysMax} passkeys; remove one that is not used any more.`,
      );
    }
    const word = randomToken();
    await openChallenge(tx, { kind: "passkey_register", word, userId: actor.userId });
    return generateRegistrationOptions({
      rpName: "HashInsight",
      rpID,
      userName: person.email ?? person.name,
      userDisplayName: person.name,
      userID: new TextEncoder().encode(actor.userId),
      challenge: new Uint8Array(Buffer.from(word, "base64url")),
      timeout: challengeSecondsMax * 1000,
      attestationType: "none",
      excludeCredentials: known,
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
    });
  });
}

/**
 * Keeps a passkey that the browser made.
 *
 * @returns its id.
 * @throws AppError `invalid` when the answer is not one to a question put to this person within five minutes.
 */
export async function registerPasskey(viewer: Viewer, input: RegistrationInput): Promise<{ id: string }> {
  const actor = authorizeOwnAccount(viewer);
  const party = relyingParty();
  const word = answeredWord(input.response.response.clientDataJSON);
  // Used up before the answer is looked at, and for good: a wrong answer must not leave the question standing.
  const question =
    word === null
      ? null
      : await withTransaction(actor, (tx) => takeChallenge(tx, "passkey_register", word, actor.userId));
  if (word === null || question === null) throw notTaken();
  const { credential, credentialBackedUp } = await verified(input, word, party);
  return withTransaction(actor, async (tx) => {
    const id = uuidV7();
    const added = await tx
      .insert(passkeys)
      .values({
        id,
        userId: actor.userId,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString("base64url"),
        counter: credential.counter,
        transports: input.response.response.transports,
        isBackedUp: credentialBackedUp,
        name: input.name,
      })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (added.length === 0) throw new AppError("conflict", "This passkey is registered already.");
    await audit(tx, actor, {
      action: "auth.passkey_added",
      object: { kind: "passkey", id },
      before: null,
      after: { userId: actor.userId, name: input.name, isBackedUp: credentialBackedUp },
      personal: [{ path: "/after/name", personId: actor.userId }],
    });
    await tellPerson(tx, actor, {
      userId: actor.userId,
      subject: "A passkey was added",
      what: `The passkey "${input.name}" was added to your account. It signs in without a password.`,
    });
    return { id };
  });
}

type Registration = NonNullable<VerifiedRegistrationResponse["registrationInfo"]>;

async function verified(input: RegistrationInput, word: string, party: RelyingParty): Promise<Registration> {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: input.response,
      expectedChallenge: word,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
    });
    if (registrationInfo !== undefined) return registrationInfo;
  } catch (error) {
    // The library says by plain errors what does not fit; the person can only begin anew.
    log.info({ err: error }, "passkey not taken");
  }
  throw notTaken();
}

function notTaken(): AppError {
  return new AppError("invalid", "The passkey could not be added. Begin anew.");
}
