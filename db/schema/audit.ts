import { sql } from "drizzle-orm";
import {
  bigint,
  customType,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { PersonalCommitment } from "../../lib/domain/audit/audit-entry";
import type { JsonObject, JsonValue } from "../../lib/domain/audit/json-value";
import { instant } from "./columns";

/** A transaction's number that never wraps around, as text. */
const transactionId = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

/**
 * What was done, written in the transaction that did it; nobody may change or delete a row. The nil UUID as company is
 * the deployment's own trail, for acts of people who are in no company.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: uuid("id").primaryKey(),
    /** Order in which entries were written, and in which those that wait together are sealed. Gaps are ordinary. */
    writtenOrder: bigint("written_order", { mode: "number" }).generatedAlwaysAsIdentity(),
    /** The transaction that wrote it: by this the sealer knows up to where nothing can follow any more. */
    writtenBy: transactionId("written_by").notNull().default(sql`pg_current_xact_id()`),
    orgId: uuid("org_id").notNull(),
    /** ISO 8601 in UTC as the hash covers it. */
    at: text("at").notNull(),
    actorKind: text("actor_kind", { enum: ["user", "api_key", "system"] }).notNull(),
    actorId: text("actor_id").notNull(),
    action: text("action").notNull(),
    objectKind: text("object_kind").notNull(),
    objectId: text("object_id").notNull(),
    before: jsonb("before").$type<JsonObject>(),
    after: jsonb("after").$type<JsonObject>(),
    requestId: text("request_id"),
    address: text("address"),
    personal: jsonb("personal").$type<readonly PersonalCommitment[]>().notNull().default([]),
  },
  (table) => [
    index("audit_entries_written_by_idx").on(table.writtenBy),
    index("audit_entries_at_idx").on(table.orgId, table.at, table.id),
    index("audit_entries_actor_at_idx").on(table.orgId, table.actorId, table.at),
    index("audit_entries_action_at_idx").on(table.orgId, table.action, table.at),
    index("audit_entries_object_at_idx").on(table.orgId, table.objectKind, table.objectId, table.at),
  ],
);

/** An entry's place in its company's hash chain. */
export const auditSeals = pgTable(
  "audit_seals",
  {
    orgId: uuid("org_id").notNull(),
    /** From 1 without gaps. */
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    /** No foreign key: entries cannot be deleted, verification finds one that is gone, and each seal would lock its entry. */
    entryId: uuid("entry_id").notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
    sealedAt: instant("sealed_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.sequence] }),
    uniqueIndex("audit_seals_entry_unique").on(table.entryId),
  ],
);

/** Signed ends of the chains, one row a batch of seals; the newest is kept outside the database as well. */
export const auditHeads = pgTable(
  "audit_heads",
  {
    orgId: uuid("org_id").notNull(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    hash: text("hash").notNull(),
    /** Which key signed. */
    keyId: text("key_id").notNull(),
    signature: text("signature").notNull(),
    signedAt: instant("signed_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.sequence] })],
);

/** Personal values that entries vouch for without containing them; deleted when the person is erased. */
export const auditPersonalValues = pgTable(
  "audit_personal_values",
  {
    entryId: uuid("entry_id").notNull(),
    path: text("path").notNull(),
    personId: uuid("person_id").notNull(),
    value: jsonb("value").$type<JsonValue>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.entryId, table.path] }),
    index("audit_personal_values_person_idx").on(table.personId),
  ],
);

/** One random salt a person; deleted when the person is erased. */
export const auditPersonalSalts = pgTable("audit_personal_salts", {
  personId: uuid("person_id").primaryKey(),
  salt: text("salt").notNull(),
});
