import { eventsOverviewContract } from "@/lib/modules/events/contracts";
import { getEventsOverview } from "@/lib/modules/events/queries/get-overview";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(eventsOverviewContract, ({ viewer }) => getEventsOverview(viewer));
