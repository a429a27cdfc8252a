import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { signInChallenges } from "@/db/schema/credentials";
import type { JsonObject } from "@/lib/domain/audit/json-value";
import { tokenHash } from "@/lib/server/one-time-token";

export type ChallengeKind = typeof signInChallenges.$inferInsert.kind;

/** An answer to what the server asked is taken for this long. */
export const challengeSecondsMax = 300;

/** What the server asks and waits for the answer to. */
export interface NewChallenge {
  readonly kind: ChallengeKind;
  /** The random word that the answer has to hold; only its hash is kept. */
  readonly word: string;
  /** Null when it is not known yet who answers. */
  readonly userId: string | null;
  /** What else has to be remembered until then. */
  readonly data?: JsonObject;
}

/** Remembers a question for five minutes. Sweeps out a few that nobody answered. */
export async function openChallenge(tx: Transaction, challenge: NewChallenge): Promise<void> {
  const { kind, word, userId, data = {} } = challenge;
  await tx.execute(sql`
    delete from sign_in_challenges where id in
      (select id from sign_in_challenges where expires_at < app_now() limit 20 for update skip locked)`);
  await tx.execute(sql`
    insert into sign_in_challenges (id, kind, user_id, data, expires_at)
    values (${tokenHash(word)}, ${kind}, ${userId}, ${JSON.stringify(data)}::jsonb,
      app_now() + ${`${challengeSecondsMax} seconds`}::interval)`);
}

/** A question that has been used up. */
export interface TakenChallenge extends Record<string, unknown> {
  readonly user_id: string | null;
  readonly data: JsonObject;
}

/**
 * Uses up the question with a word and answers what was remembered with it; null when there is none (any more), it is of
 * another kind, or was put to somebody else. Of many calls at once one gets it.
 *
 * @param userId who answers; null for questions that were put to nobody known.
 */
export async function takeChallenge(
  tx: Transaction,
  kind: ChallengeKind,
  word: string,
  userId: string | null,
): Promise<TakenChallenge | null> {
  const [taken] = await tx.execute<TakenChallenge>(sql`
    delete from sign_in_challenges
    where id = ${tokenHash(word)} and kind = ${kind} and user_id is not distinct from ${userId}::uuid
      and expires_at > app_now()
    returning user_id, data`);
  return taken ?? null;
}
