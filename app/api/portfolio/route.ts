import { portfolioContract } from "@/lib/modules/calculator/portfolio/contracts";
import { getPortfolio } from "@/lib/modules/calculator/portfolio/queries";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(portfolioContract, ({ viewer }) => getPortfolio(viewer));
