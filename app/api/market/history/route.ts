import { getMarketHistory } from "@/lib/modules/market/queries";
import { marketHistoryContract } from "@/lib/modules/market/schema";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(marketHistoryContract, ({ viewer }) => getMarketHistory(viewer));
