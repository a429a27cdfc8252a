import { runContract } from "@/lib/modules/events/contracts";
import { getRun } from "@/lib/modules/events/queries/list-runs";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(runContract, ({ viewer, params }) => getRun(viewer, params.id));
