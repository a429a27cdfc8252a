"use server";

import { createKey, revokeKey } from "@/lib/modules/auth/keys/commands";
import { createKeySchema, keyParamsSchema } from "@/lib/modules/auth/keys/schema";
import { defineAction } from "@/lib/server/action";

export const createKeyAction = defineAction({
  name: "createKey",
  permission: "auth:manage_own_keys",
  input: createKeySchema,
  run: createKey,
});

export const revokeKeyAction = defineAction({
  name: "revokeKey",
  permission: "auth:manage_own_keys",
  input: keyParamsSchema,
  run: revokeKey,
});
