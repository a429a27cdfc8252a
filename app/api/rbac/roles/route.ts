import { getRoles } from "@/lib/modules/auth/rbac/queries";
import { rolesContract } from "@/lib/modules/auth/rbac/schema";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(rolesContract, ({ viewer }) => getRoles(viewer));
