import type { PortfolioMarket } from "@/lib/domain/portfolio/portfolio";
import { portfolioUpdated } from "@/lib/modules/calculator/portfolio/events";
import {
  portfolioMarketNow,
  withPrice,
  withRetarget,
} from "@/lib/modules/calculator/portfolio/recalculation/portfolio-market";
import {
  recalculateAllPortfolios,
  recalculatePortfolio,
} from "@/lib/modules/calculator/portfolio/recalculation/recalculate";
import { marketPriceChanged, marketRetargeted } from "@/lib/modules/market/events";
import { type Consumer, databaseConsumer, outsideConsumer } from "@/lib/server/outbox/consumer";

const system = { kind: "system", name: "portfolio" } as const;

/** All portfolios at once take seconds; ten thousand of them on a busy machine may take a minute. */
const timeoutMs = 120_000;

/** Calculates somebody's portfolio anew after they changed their machines. */
export function portfolioConsumer(): Consumer {
  const consumerIn = (market: () => PortfolioMarket) =>
    databaseConsumer({
      name: "portfolio.recalculate",
      event: portfolioUpdated,
      handle: (tx, event) => recalculatePortfolio(tx, event.payload, market(), event),
    });
  return {
    ...consumerIn(() => {
      throw new Error("the market is read at delivery");
    }),
    // Read before the transaction: providers may take seconds, in which nobody should wait for a lock.
    async deliver(event, signal) {
      const market = await portfolioMarketNow(system);
      return await consumerIn(() => market).deliver(event, signal);
    },
  };
}

/** Calculates all portfolios anew at a new price. A run that is repeated ends in the same figures. */
export function priceConsumer(): Consumer {
  return outsideConsumer({
    name: "portfolio.recalculate_on_price",
    event: marketPriceChanged,
    timeoutMs,
    async handle({ id, createdAt, payload }, signal) {
      const market = withPrice(await portfolioMarketNow(system), payload);
      await recalculateAllPortfolios(system, market, { cause: { id, createdAt }, signal });
    },
  });
}

/** The same at a new difficulty. */
export function retargetConsumer(): Consumer {
  return outsideConsumer({
    name: "portfolio.recalculate_on_retarget",
    event: marketRetargeted,
    timeoutMs,
    async handle({ id, createdAt, payload }, signal) {
      const market = withRetarget(await portfolioMarketNow(system), payload, createdAt);
      await recalculateAllPortfolios(system, market, { cause: { id, createdAt }, signal });
    },
  });
}
