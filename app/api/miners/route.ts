import { listMinerModels } from "@/lib/modules/calculator/catalogue/queries";
import { minersContract } from "@/lib/modules/calculator/catalogue/schema";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(minersContract, async ({ viewer }) => ({
  models: [...(await listMinerModels(viewer))],
}));
