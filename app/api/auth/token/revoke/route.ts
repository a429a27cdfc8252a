import { revokeTokens } from "@/lib/modules/auth/tokens/commands";
import { revokeTokenContract } from "@/lib/modules/auth/tokens/schema";
import { defineRoute } from "@/lib/server/route";

export const POST = defineRoute(revokeTokenContract, ({ viewer, body }) =>
  revokeTokens(viewer, body.refreshToken),
);
