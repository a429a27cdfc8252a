import { refreshTokens } from "@/lib/modules/auth/tokens/commands";
import { refreshTokenContract } from "@/lib/modules/auth/tokens/schema";
import { defineRoute } from "@/lib/server/route";

export const POST = defineRoute(refreshTokenContract, ({ viewer, body }) =>
  refreshTokens(viewer, body.refreshToken),
);
