import "server-only";
import type { Transaction } from "@/db/client";
import type { PortfolioMarket } from "@/lib/domain/portfolio/portfolio";
import { portfolioCalculator } from "@/lib/domain/portfolio/portfolio-calculator";
import { type HeldPortfolio, machinesOf, portfolioKey } from "./held-portfolios";
import { laterMarket, marketInputs, whyNothing } from "./portfolio-market";
import type { PortfolioOutcome } from "./portfolio-outcome";
import { writeCalculated } from "./write-calculated";

/**
 * Calculates portfolios whose rows are locked, from their machines as they stand now and the later of two markets: the one
 * given and the one of the last calculation. So every run ends in the same figures, however late, often or out of order.
 */
export async function calculateHeld(
  tx: Transaction,
  portfolios: readonly HeldPortfolio[],
  market: PortfolioMarket,
): Promise<void> {
  const machines = await machinesOf(tx, portfolios);
  const calculatorOf = calculators();
  const outcomes = portfolios.map((portfolio): PortfolioOutcome => {
    const own = machines.get(portfolioKey(portfolio)) ?? [];
    const used = laterMarket(market, portfolio.market);
    const missingReason = whyNothing(used);
    const calculated = own.length === 0 || missingReason !== null ? null : calculatorOf(used)(own);
    return { ...portfolio, market: used, machines: own, calculated, missingReason };
  });
  await writeCalculated(tx, outcomes);
}

/** One calculator for each market, since what it shares among portfolios is worth keeping. */
function calculators() {
  const known = new Map<PortfolioMarket, ReturnType<typeof portfolioCalculator>>();
  return (market: PortfolioMarket) => {
    const calculator = known.get(market) ?? portfolioCalculator(marketInputs(market));
    known.set(market, calculator);
    return calculator;
  };
}
