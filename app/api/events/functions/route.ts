import { functionsContract } from "@/lib/modules/events/contracts";
import { listFunctions } from "@/lib/modules/events/queries/list-functions";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(functionsContract, ({ viewer }) => listFunctions(viewer));
