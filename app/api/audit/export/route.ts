import { exportAudit } from "@/lib/modules/auth/audit/export-audit";
import { auditExportContract } from "@/lib/modules/auth/audit/schema";
import { defineStreamRoute } from "@/lib/server/stream-route";

export const GET = defineStreamRoute(auditExportContract, ({ viewer, query }) => exportAudit(viewer, query));
