import { revokeKey } from "@/lib/modules/auth/keys/commands";
import { revokeKeyContract } from "@/lib/modules/auth/keys/schema";
import { defineRoute } from "@/lib/server/route";

export const DELETE = defineRoute(revokeKeyContract, ({ viewer, params }) => revokeKey(viewer, params));
