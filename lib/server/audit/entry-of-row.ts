import type { auditEntries } from "@/db/schema/audit";
import type { AuditEntry } from "@/lib/domain/audit/audit-entry";

type EntryRow = typeof auditEntries.$inferSelect;

/** The entry that a row holds, exactly as the chain's hash covers it. */
export function entryOfRow(row: EntryRow): AuditEntry {
  return {
    id: row.id,
    companyId: row.orgId,
    at: row.at,
    actor: { kind: row.actorKind, id: row.actorId },
    action: row.action,
    object: { kind: row.objectKind, id: row.objectId },
    before: row.before,
    after: row.after,
    requestId: row.requestId,
    address: row.address,
    personal: row.personal,
  };
}
