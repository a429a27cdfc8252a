import type { PortfolioMarket } from "@/lib/domain/portfolio/portfolio";
import type { CalculatedPortfolio } from "@/lib/domain/portfolio/portfolio-calculator";
import type { HeldMachine, HeldPortfolio } from "./held-portfolios";

/** What became of one portfolio. */
export interface PortfolioOutcome extends HeldPortfolio {
  readonly market: PortfolioMarket;
  readonly machines: readonly HeldMachine[];
  /** Null when there is nothing to calculate, or nothing to calculate with. */
  readonly calculated: CalculatedPortfolio | null;
  readonly missingReason: string | null;
}
