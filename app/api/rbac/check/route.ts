import { checkPermissions } from "@/lib/modules/auth/rbac/queries";
import { checkContract } from "@/lib/modules/auth/rbac/schema";
import { defineRoute } from "@/lib/server/route";

export const POST = defineRoute(checkContract, ({ viewer, body }) => checkPermissions(viewer, body));
