import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { takeChallenge } from "@/lib/modules/auth/factors/challenge";
import {
  doorkeeper,
  doorOf,
  type Refused,
  requestOf,
  type SignedIn,
  sessionToReplace,
} from "@/lib/modules/auth/factors/sign-in-door";
import { tellPerson } from "@/lib/modules/auth/factors/tell-person";
import { finishSignIn, landingOf } from "@/lib/modules/auth/sign-in/finish-sign-in";
import { recordLogin } from "@/lib/modules/auth/sign-in/record-login";
import { forgiveAttempt, guardAttempt } from "@/lib/modules/auth/sign-in/throttle";
import type { SecondFactorInput } from "@/lib/modules/auth/totp/schema";
import { spendCode } from "@/lib/modules/auth/totp/spend-code";
import { audit } from "@/lib/server/audit/audit";
import { tokenHash } from "@/lib/server/one-time-token";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor, Viewer } from "@/lib/server/viewer";

/** Wrong codes that one challenge bears. */
const triesMax = 5;

const over = "This sign-in has run out. Begin again with your password or wallet.";
const wrong = "This code is not right, or was used already. Wait for the next one and type it.";

interface Asked extends Record<string, unknown> {
  readonly user_id: string;
  readonly method: "password" | "wallet";
}

/**
 * Ends a sign-in by the second factor: a code of the app or a recovery code, for a challenge of `beginSecondFactor` that
 * is at most five minutes old and bears five tries.
 *
 * @throws AppError `limited` when too many codes were tried for the person.
 */
export async function completeSecondFactor(
  viewer: Viewer,
  input: SecondFactorInput,
): Promise<SignedIn | Refused> {
  const request = requestOf(viewer);
  const actor = doorkeeper(request);
  const asked = await withTransaction(actor, (tx) => find(tx, input.challenge));
  if (asked === null) return { kind: "refused", message: over };
  const account = `totp:${asked.user_id}`;
  await guardAttempt(request, account);
  // Counted for good before the code is looked at, so that many at once have no more tries than one after the other.
  const isLeft = await withTransaction(actor, (tx) => countTry(tx, input.challenge));
  if (!isLeft) return { kind: "refused", message: over };
  const outcome = await withTransaction(actor, (tx) => tryCode(tx, viewer, actor, asked, input));
  if (outcome.kind === "signed_in") await forgiveAttempt(request, account);
  return outcome;
}

async function tryCode(
  tx: Transaction,
  viewer: Viewer,
  actor: Actor,
  { user_id: userId, method }: Asked,
  { challenge, code, next }: SecondFactorInput,
): Promise<SignedIn | Refused> {
  const request = requestOf(viewer);
  const person = await doorOf(tx, userId);
  if (person === null) return { kind: "refused", message: over };
  const about = { userId, identifier: person.email ?? "", method, request };
  if (person.closed !== null) {
    await recordLogin(tx, { ...about, outcome: person.closed });
    return { kind: "refused", message: over };
  }
  // Before the code, because whoever gets the challenge gets the code: of two at once the later one waits and goes.
  const isTaken = (await tx.execute(lockChallenge(challenge))).length > 0;
  if (!isTaken) return { kind: "refused", message: over };
  const used = await spendCode(tx, userId, code);
  if (used === "wrong") {
    await recordLogin(tx, { ...about, outcome: "wrong_second_factor" });
    return { kind: "refused", message: wrong };
  }
  await takeChallenge(tx, "second_factor", challenge, userId);
  if (used === "recovery") await noteRecovery(tx, actor, userId);
  const sessionId = await finishSignIn(tx, { userId, method, request, ...sessionToReplace(viewer) });
  return { kind: "signed_in", userId, sessionId, next: await landingOf(tx, sessionId, next) };
}

const lockChallenge = (challenge: string) => sql`
  select id from sign_in_challenges
  where id = ${tokenHash(challenge)} and kind = 'second_factor' and expires_at > app_now() for update`;

async function find(tx: Transaction, challenge: string): Promise<Asked | null> {
  const [asked] = await tx.execute<Asked>(sql`
    select user_id, data ->> 'method' as method from sign_in_challenges
    where id = ${tokenHash(challenge)} and kind = 'second_factor' and user_id is not null and expires_at > app_now()`);
  return asked ?? null;
}

async function countTry(tx: Transaction, challenge: string): Promise<boolean> {
  const counted = await tx.execute(sql`
    update sign_in_challenges set data = jsonb_set(data, '{tries}', to_jsonb((data ->> 'tries')::int + 1))
    where id = ${tokenHash(challenge)} and kind = 'second_factor' and expires_at > app_now()
      and (data ->> 'tries')::int < ${triesMax}
    returning id`);
  return counted.length > 0;
}

/** Says in the trail and to the person that a recovery code was used, and how many are left. */
export async function noteRecovery(tx: Transaction, actor: Actor, userId: string): Promise<void> {
  const [row] = await tx.execute<{ left: number }>(sql`
    select count(*)::int as left from recovery_codes where user_id = ${userId} and used_at is null`);
  const left = row?.left ?? 0;
  await audit(tx, actor, {
    action: "auth.recovery_code_used",
    object: { kind: "user", id: userId },
    before: null,
    after: { codesLeft: left },
  });
  await tellPerson(tx, actor, {
    userId,
    subject: "A recovery code was used",
    what: `A recovery code was used to sign in to your account; ${left === 0 ? "none is" : left === 1 ? "one is" : `${left} are`} left. You can make new ones on the page of your account.`,
  });
}
