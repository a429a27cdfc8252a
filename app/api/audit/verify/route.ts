import { auditVerifyContract } from "@/lib/modules/auth/audit/schema";
import { verifyAudit } from "@/lib/modules/auth/audit/verify-audit";
import { defineStreamRoute } from "@/lib/server/stream-route";

export const POST = defineStreamRoute(auditVerifyContract, ({ viewer, query }) => verifyAudit(viewer, query));
