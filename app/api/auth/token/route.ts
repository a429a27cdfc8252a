import { tokensByKey } from "@/lib/modules/auth/tokens/commands";
import { tokenContract } from "@/lib/modules/auth/tokens/schema";
import { tokensByPassword } from "@/lib/modules/auth/tokens/tokens-by-password";
import { defineRoute } from "@/lib/server/route";

export const POST = defineRoute(tokenContract, ({ viewer, body }) =>
  "apiKey" in body ? tokensByKey(viewer, body.apiKey) : tokensByPassword(viewer, body),
);
