import { listAudit } from "@/lib/modules/auth/audit/queries";
import { auditContract } from "@/lib/modules/auth/audit/schema";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(auditContract, ({ viewer, query }) => listAudit(viewer, query));
