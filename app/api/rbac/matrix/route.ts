import { getMatrix } from "@/lib/modules/auth/rbac/queries";
import { matrixContract } from "@/lib/modules/auth/rbac/schema";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(matrixContract, ({ viewer }) => getMatrix(viewer));
