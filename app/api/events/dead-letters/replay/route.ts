import { replayDeadLetters } from "@/lib/modules/events/commands/dead-letters";
import { replayContract } from "@/lib/modules/events/contracts";
import { defineRoute } from "@/lib/server/route";

export const POST = defineRoute(replayContract, ({ viewer, body }) => replayDeadLetters(viewer, body));
