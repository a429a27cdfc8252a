import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { Transaction } from "@/db/client";
import type { AuditEntry } from "@/lib/domain/audit/audit-entry";
import type { JsonObject } from "@/lib/domain/audit/json-value";
import {
  type PersonalMark,
  type PersonalValue,
  withholdPersonal,
} from "@/lib/domain/audit/withhold-personal";
import { changesOfAct } from "@/lib/domain/live/changes-of-act";
import { forgetSalts, saltsOf } from "@/lib/server/audit/person-salts";
import { sha256Hex } from "@/lib/server/audit/sha256-hex";
import { publishChanges } from "@/lib/server/live/publish-change";
import { executePrepared } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";

/** The trail of acts that belong to no company. */
export const deploymentTrail = "00000000-0000-0000-0000-000000000000";

/** What was done, to what. */
export interface AuditAct {
  /** "auth.role_changed": module and past tense. */
  readonly action: string;
  readonly object: { readonly kind: string; readonly id: string };
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  /** Which values in `before` and `after` are personal, and whose; the address is taken care of. */
  readonly personal?: readonly PersonalMark[];
  /** The company whose trail it belongs to, where it is not the actor's own (the system's acts); nil for none. */
  readonly orgId?: string | null;
}

/**
 * Writes an act into the trail, in the transaction that does it: without the entry the act does not happen. Screens that
 * show people and accounts are told at the commit; those that show the trail once the entry is sealed.
 */
export async function audit(tx: Transaction, actor: Actor, act: AuditAct): Promise<void> {
  const personId = actor.kind === "user" ? actor.userId : act.personal?.[0]?.personId;
  const address = actor.request?.address ?? null;
  const marks: PersonalMark[] = [...(act.personal ?? [])];
  if (address !== null && personId !== undefined) marks.push({ path: "/address", personId });
  const saltOf = await saltsOf(tx, [...new Set(marks.map((mark) => mark.personId))]);
  const plain: AuditEntry = {
    id: uuidV7(),
    companyId: act.orgId ?? (actor.kind === "user" ? actor.orgId : null) ?? deploymentTrail,
    at: new Date().toISOString(),
    actor: actorOf(actor),
    action: act.action,
    object: act.object,
    before: act.before,
    after: act.after,
    requestId: actor.request?.id ?? null,
    // An address that belongs to nobody known could never be erased.
    address: personId === undefined ? null : address,
    personal: [],
  };
  const { entry, withheld } = withholdPersonal(plain, marks, saltOf, sha256Hex);
  await write(tx, entry, withheld, saltOf);
  const orgId = plain.companyId === deploymentTrail ? null : plain.companyId;
  await publishChanges(tx, changesOfAct({ ...act, orgId, personId: personId ?? null }));
}

/**
 * One statement for both: it runs in every business transaction, and each more is a round trip while locks are held.
 * Values are kept only under a salt that still stands: of somebody who was erased meanwhile nothing is stored again.
 */
async function write(
  tx: Transaction,
  entry: AuditEntry,
  withheld: readonly PersonalValue[],
  saltOf: (personId: string) => string,
): Promise<void> {
  const kept = withheld.map(({ path, personId, value }) => ({
    path,
    person_id: personId,
    value,
    salt: saltOf(personId),
  }));
  const json = (value: unknown) => sql`${value === null ? null : JSON.stringify(value)}::text::jsonb`;
  const statement = sql`
    with written as (
      insert into audit_entries (id, org_id, at, actor_kind, actor_id, action, object_kind, object_id,
        before, after, request_id, address, personal)
      values (${entry.id}, ${entry.companyId}, ${entry.at}, ${entry.actor.kind}, ${entry.actor.id}, ${entry.action},
        ${entry.object.kind}, ${entry.object.id}, ${json(entry.before)}, ${json(entry.after)},
        ${entry.requestId}, ${entry.address}, ${json(entry.personal)}))
    insert into audit_personal_values (entry_id, path, person_id, value)
    select ${entry.id}::uuid, kept.path, kept.person_id, kept.value from jsonb_to_recordset(${json(kept)})
      as kept (path text, person_id uuid, value jsonb, salt text)
    where exists (select 1 from audit_personal_salts as salts
      where salts.person_id = kept.person_id and salts.salt = kept.salt)`;
  const { count } = await executePrepared(tx, "audit", statement);
  if (count < withheld.length) forgetSalts(withheld.map(({ personId }) => personId));
}

function actorOf(actor: Actor): AuditEntry["actor"] {
  if (actor.kind === "system") return { kind: "system", id: actor.name };
  return actor.via === "api_key"
    ? { kind: "api_key", id: actor.credentialId }
    : { kind: "user", id: actor.userId };
}
