import { getMyPermissions } from "@/lib/modules/auth/rbac/queries";
import { myPermissionsContract } from "@/lib/modules/auth/rbac/schema";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(myPermissionsContract, ({ viewer }) => getMyPermissions(viewer));
