import { runsContract } from "@/lib/modules/events/contracts";
import { listRuns } from "@/lib/modules/events/queries/list-runs";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(runsContract, ({ viewer, query }) => listRuns(viewer, query));
