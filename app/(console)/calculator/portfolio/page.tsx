import type { Metadata } from "next";
import { PortfolioScreen } from "@/components/calculator/portfolio/portfolio-screen";
import { getPortfolio, getPortfolioHistory } from "@/lib/modules/calculator/portfolio/queries";
import { readForPage } from "@/lib/server/page";

export const metadata: Metadata = { title: "Portfolio" };

export default async function PortfolioPage() {
  const { portfolio, history } = await readForPage("/calculator/portfolio", async (viewer) => ({
    portfolio: await getPortfolio(viewer),
    history: await getPortfolioHistory(viewer, { days: 365 }),
  }));
  return <PortfolioScreen first={portfolio} firstDays={history.days} />;
}
