import { createKey } from "@/lib/modules/auth/keys/commands";
import { listKeys } from "@/lib/modules/auth/keys/queries";
import { createKeyContract, listKeysContract } from "@/lib/modules/auth/keys/schema";
import { defineRoute, RouteAnswer } from "@/lib/server/route";

export const GET = defineRoute(listKeysContract, ({ viewer, query }) => listKeys(viewer, query));

export const POST = defineRoute(
  createKeyContract,
  async ({ viewer, body }) => new RouteAnswer(201, await createKey(viewer, body)),
);
