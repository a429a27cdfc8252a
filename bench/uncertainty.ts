import type { CalculationInputs } from "@/lib/domain/mining/calculation";
import type { MarketViews } from "@/lib/domain/uncertainty/market-views";
import { simulate } from "@/lib/domain/uncertainty/simulate";
import { summarizePaths } from "@/lib/domain/uncertainty/summarize-paths";
import { perSecond } from "./measure/per-second";
import { plainNormal } from "./measure/plain-normal";
import { figure } from "./measure/statistics";

const paths = 2000;
const months = 60;

const inputs: CalculationInputs = {
  hashrateThs: 200,
  powerWatts: 3500,
  quantity: 100,
  electricityUsdPerKwh: 0.06,
  clientElectricityUsdPerKwh: null,
  poolFeeRatio: 0.02,
  payoutScheme: "fpps",
  poolShareRatio: null,
  uptimeRatio: 0.98,
  curtailmentRatio: 0,
  fixedCostUsdPerMonth: 500,
  capexUsd: 400_000,
  market: {
    btcPriceUsd: 85_000,
    difficulty: 132.7e12,
    networkHashrateThs: 940e6,
    networkHashrateStale: false,
    subsidyBtc: 3.125,
    feesBtcPerBlock: 0.03,
    blockHeight: 970_000,
  },
  projection: {
    months,
    difficultyGrowthRatio: 0.01,
    difficultyGrowthPer: "retarget",
    priceGrowthRatioPerMonth: 0.01,
    hashrateDecayRatioPerMonth: 0.002,
    electricityEscalatorRatioPerYear: 0.03,
    feeShareRatio: null,
    discountRatioPerYear: 0.1,
    resaleRatioOfCapex: 0.1,
    resaleUsd: null,
  },
};

const views: MarketViews = {
  priceGrowthRatioPerMonth: 0.02,
  priceVolatilityPerMonth: 0.15,
  difficultyGrowthRatioPerRetarget: 0.014,
  difficultyVolatilityPerRetarget: 0.04,
  correlation: 0.2,
  priceGrowthStandardError: 0.02,
  difficultyGrowthStandardError: 0.004,
};

/**
 * The least that any simulation of this kind must do: month by month on one path after another, price and difficulty
 * with one normal value each, profit summed. No block heights, halving, clamp, fees, decay, NPV or comparison.
 */
function plainLoop(): number {
  let total = 0;
  for (let path = 0; path < paths; path += 1) {
    let price = 85_000;
    let difficulty = 132.7e12;
    let cumulative = -400_000;
    for (let month = 0; month < months; month += 1) {
      const btc = (2_629_800 * 20_000e12 * 0.98 * 3.155) / (difficulty * 4_294_967_296);
      cumulative += btc * 0.98 * price - 15_000;
      const shared = plainNormal();
      price *= Math.exp(0.02 + 0.15 * shared);
      difficulty *= Math.exp(0.03 + 0.06 * (0.2 * shared + 0.98 * plainNormal()));
    }
    total += cumulative;
  }
  return total;
}

/** Milliseconds for 2,000 paths of 60 months on one core: the plain loop, the paths, and with everything a screen shows. */
export function measureUncertainty() {
  const rates = perSecond(
    {
      plainLoop,
      paths: (index) => {
        const answer = simulate(inputs, views, { paths, seed: index });
        return answer.kind === "simulated" ? (answer.simulated.npvUsd?.[0] ?? 0) : Number.NaN;
      },
      pathsAndSummaries: (index) => {
        const answer = summarizePaths(inputs, views, { paths, seed: index });
        return answer.kind === "summary" ? (answer.npvUsd?.p50 ?? 0) : Number.NaN;
      },
    },
    { plainLoop: 5, paths: 5, pathsAndSummaries: 5 },
    9,
  );
  return {
    paths,
    months,
    milliseconds: {
      plainLoop: figure(1000 / rates.plainLoop),
      paths: figure(1000 / rates.paths),
      pathsAndSummaries: figure(1000 / rates.pathsAndSummaries),
    },
    timesThePlainLoop: {
      paths: figure(rates.plainLoop / rates.paths),
      pathsAndSummaries: figure(rates.plainLoop / rates.pathsAndSummaries),
    },
  };
}
