import type { Metadata } from "next";
import { AuditScreen } from "@/components/auth/audit/audit-screen";
import { auditChoices } from "@/lib/modules/auth/audit/queries";
import { readForPage } from "@/lib/server/page";

export const metadata: Metadata = { title: "Audit trail" };

export default async function AuditPage() {
  return <AuditScreen choices={await readForPage("/admin/audit", auditChoices)} />;
}
