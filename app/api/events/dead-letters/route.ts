import { deadLettersContract } from "@/lib/modules/events/contracts";
import { listDeadLetters } from "@/lib/modules/events/queries/list-dead-letters";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(deadLettersContract, ({ viewer, query }) => listDeadLetters(viewer, query));
