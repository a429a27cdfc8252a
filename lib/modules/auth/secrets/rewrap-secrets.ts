import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { totpSecretPlace } from "@/lib/modules/auth/totp/totp-secret-place";
import { audit } from "@/lib/server/audit/audit";
import { mailEnvelopes } from "@/lib/server/mail/mail-envelopes";
import { rewrapSecret } from "@/lib/server/secrets/envelope";
import { keysFor } from "@/lib/server/secrets/key-ring";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";

/** How many envelopes were wrapped anew. */
export interface Rewrapped {
  readonly secondFactors: number;
  readonly mails: number;
}

interface EnvelopeRow extends Record<string, unknown> {
  readonly id: string;
  readonly envelope: string;
}

/**
 * Wraps all stored secrets by the current key of SECRET_KEYS, so that older ones may be removed from it: those of
 * second factors, and mails that were to leave. Their ciphertext stays. All or none.
 *
 * @throws Error for an envelope whose key is gone already; nothing is changed then.
 */
export function rewrapSecrets(actor: Extract<Actor, { kind: "system" }>): Promise<Rewrapped> {
  return withTransaction(actor, async (tx) => {
    const done = { secondFactors: await rewrapSecondFactors(tx), mails: await rewrapMails(tx) };
    await audit(tx, actor, {
      action: "auth.secrets_rewrapped",
      object: { kind: "key", id: keysFor("envelope")[0].id },
      before: null,
      after: { ...done },
    });
    return done;
  });
}

async function rewrapSecondFactors(tx: Transaction): Promise<number> {
  const rows = await tx.execute<EnvelopeRow>(sql`
    select user_id as id, secret_envelope as envelope from totp_factors
    where not starts_with(secret_envelope, ${currentBeginning()}) for update`);
  for (const { id: userId, envelope } of rows) {
    const anew = rewrapSecret(envelope, totpSecretPlace(userId));
    await tx.execute(sql`update totp_factors set secret_envelope = ${anew} where user_id = ${userId}`);
  }
  return rows.length;
}

/** Mails in the outbox, in the jobs engine and among the dead letters: those, too, may be sent again. */
async function rewrapMails(tx: Transaction): Promise<number> {
  const older = (await mailEnvelopes(tx)).filter(({ envelope }) => !envelope.startsWith(currentBeginning()));
  for (const { place, envelope, replace } of older) await replace(rewrapSecret(envelope, place));
  return older.length;
}

/** How envelopes of the current key begin. */
function currentBeginning(): string {
  return `v1.${keysFor("envelope")[0].id}.`;
}
