import { portfolioHistoryContract } from "@/lib/modules/calculator/portfolio/contracts";
import { getPortfolioHistory } from "@/lib/modules/calculator/portfolio/queries";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(portfolioHistoryContract, ({ viewer, query }) =>
  getPortfolioHistory(viewer, query),
);
