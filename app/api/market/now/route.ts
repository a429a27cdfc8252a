import { getMarketNow } from "@/lib/modules/market/queries";
import { marketNowContract } from "@/lib/modules/market/schema";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(marketNowContract, ({ viewer }) => getMarketNow(viewer));
