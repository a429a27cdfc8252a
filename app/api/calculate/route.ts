import { getCalculation } from "@/lib/modules/calculator/queries";
import { calculateContract } from "@/lib/modules/calculator/schema/calculate-contract";
import { defineRoute } from "@/lib/server/route";

export const POST = defineRoute(calculateContract, ({ viewer, body }) => getCalculation(viewer, body));
