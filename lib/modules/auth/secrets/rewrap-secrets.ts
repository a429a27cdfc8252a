import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { totpSecretPlace } from "@/lib/modules/auth/totp/totp-secret-place";
import { audit } from "@/lib/server/audit/audit";
import { rewrapSecret, type SecretPlace } from "@/lib/server/secrets/envelope";
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
  readonly place_id: string;
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
    select user_id as id, user_id as place_id, secret_envelope as envelope from totp_factors
    where not starts_with(secret_envelope, ${currentBeginning()}) for update`);
  for (const { id, place_id: userId, envelope } of rows) {
    const anew = rewrapSecret(envelope, totpSecretPlace(userId));
    await tx.execute(sql`update totp_factors set secret_envelope = ${anew} where user_id = ${id}`);
  }
  return rows.length;
}

/** Mails in the outbox and among the dead letters: those, too, may be sent again. */
async function rewrapMails(tx: Transaction): Promise<number> {
  const waiting = await mailsIn(tx, sql`event_outbox`, sql`id::text`);
  for (const row of waiting) {
    await tx.execute(sql`update event_outbox set payload = ${payloadOf(row)} where id = ${row.id}::bigint`);
  }
  const dead = await mailsIn(tx, sql`event_dlq`, sql`event_id::text`);
  for (const row of dead) {
    await tx.execute(sql`
      update event_dlq set payload = ${payloadOf(row)}
      where event_id = ${row.id}::uuid and payload ->> 'mailId' = ${row.place_id}`);
  }
  return waiting.length + dead.length;
}

function mailsIn(tx: Transaction, table: ReturnType<typeof sql>, id: ReturnType<typeof sql>) {
  return tx.execute<EnvelopeRow>(sql`
    select ${id} as id, payload ->> 'mailId' as place_id, payload ->> 'envelope' as envelope from ${table}
    where payload ? 'envelope' and payload ? 'mailId'
      and not starts_with(payload ->> 'envelope', ${currentBeginning()}) for update`);
}

function payloadOf({ place_id: mailId, envelope }: EnvelopeRow): ReturnType<typeof sql> {
  const place: SecretPlace = `event_outbox.payload:${mailId}`;
  const anew = rewrapSecret(envelope, place);
  return sql`jsonb_set(payload, '{envelope}', to_jsonb(${anew}::text))`;
}

/** How envelopes of the current key begin. */
function currentBeginning(): string {
  return `v1.${keysFor("envelope")[0].id}.`;
}
