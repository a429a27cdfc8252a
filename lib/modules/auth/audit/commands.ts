import "server-only";
import type { AuditFilter } from "@/lib/modules/auth/audit/schema";
import { audit } from "@/lib/server/audit/audit";
import type { TrailReport } from "@/lib/server/audit/trail-report";
import { withTransaction } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type UserViewer } from "@/lib/server/viewer";

/** Writes down that somebody took the trail away, before the first byte of it leaves. */
export async function recordAuditExport(
  actor: UserViewer,
  format: "jsonl" | "csv",
  filter: AuditFilter,
): Promise<void> {
  const orgId = companyOf(authorizeUser(actor, "auth:read_audit"));
  // A text may be somebody's name or e-mail, which could not be erased from here.
  const { text, ...kept } = filter;
  await withTransaction(actor, (tx) =>
    audit(tx, actor, {
      action: "auth.audit_exported",
      object: { kind: "audit_trail", id: orgId },
      before: null,
      after: { format, ...given(kept), hasText: text !== undefined },
    }),
  );
}

/** Writes down that somebody had the trail verified, and what came out. */
export async function recordVerification(actor: UserViewer, report: TrailReport): Promise<void> {
  const orgId = companyOf(authorizeUser(actor, "auth:read_audit"));
  const { isWhole, damageCount, sealedUpTo, entriesChecked } = report;
  await withTransaction(actor, (tx) =>
    audit(tx, actor, {
      action: "auth.audit_verified",
      object: { kind: "audit_trail", id: orgId },
      before: null,
      after: { isWhole, damageCount, sealedUpTo, entriesChecked },
    }),
  );
}

function given(filter: Omit<AuditFilter, "text">): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
