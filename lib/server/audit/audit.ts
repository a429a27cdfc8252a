import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { inArray } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { Transaction } from "@/db/client";
import { auditEntries, auditPersonalSalts, auditPersonalValues } from "@/db/schema/audit";
import type { AuditEntry } from "@/lib/domain/audit/audit-entry";
import type { JsonObject } from "@/lib/domain/audit/json-value";
import { type PersonalMark, withholdPersonal } from "@/lib/domain/audit/withhold-personal";
import type { Actor } from "@/lib/server/viewer";

/** The trail of acts that belong to no company. */
export const deploymentTrail = "00000000-0000-0000-0000-000000000000";

/** sha256 of a text in lower-case hex, as `lib/domain/audit` wants it. */
export const sha256Hex = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

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

/** Writes an act into the trail, in the transaction that does it: without the entry the act does not happen. */
export async function audit(tx: Transaction, actor: Actor, act: AuditAct): Promise<void> {
  const personId = actor.kind === "user" ? actor.userId : act.personal?.[0]?.personId;
  const address = actor.request?.address ?? null;
  const marks: PersonalMark[] = [...(act.personal ?? [])];
  if (address !== null && personId !== undefined) marks.push({ path: "/address", personId });
  const saltOf = await salts(tx, [...new Set(marks.map((mark) => mark.personId))]);
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
  await tx.insert(auditEntries).values({
    id: entry.id,
    orgId: entry.companyId,
    at: entry.at,
    actorKind: entry.actor.kind,
    actorId: entry.actor.id,
    action: entry.action,
    objectKind: entry.object.kind,
    objectId: entry.object.id,
    before: entry.before,
    after: entry.after,
    requestId: entry.requestId,
    address: entry.address,
    personal: entry.personal,
  });
  if (withheld.length > 0) await tx.insert(auditPersonalValues).values([...withheld]);
}

function actorOf(actor: Actor): AuditEntry["actor"] {
  if (actor.kind === "system") return { kind: "system", id: actor.name };
  return actor.via === "api_key"
    ? { kind: "api_key", id: actor.credentialId }
    : { kind: "user", id: actor.userId };
}

/** The salts of people, made where there is none yet. */
async function salts(tx: Transaction, personIds: readonly string[]): Promise<(personId: string) => string> {
  if (personIds.length > 0) {
    const fresh = personIds.map((personId) => ({ personId, salt: randomBytes(32).toString("hex") }));
    await tx.insert(auditPersonalSalts).values(fresh).onConflictDoNothing();
  }
  const rows =
    personIds.length === 0
      ? []
      : await tx
          .select()
          .from(auditPersonalSalts)
          .where(inArray(auditPersonalSalts.personId, [...personIds]));
  const byPerson = new Map(rows.map((row) => [row.personId, row.salt]));
  return (personId) => byPerson.get(personId) ?? "";
}
