import { calculate } from "@/lib/domain/mining/calculate";
import { calculateDaily } from "@/lib/domain/mining/calculate-daily";
import type { CalculationInputs } from "@/lib/domain/mining/calculation";
import { perSecond } from "./measure/per-second";
import { figure } from "./measure/statistics";

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
  fixedCostUsdPerMonth: 0,
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
  projection: null,
};

const withProjection: CalculationInputs = {
  ...inputs,
  projection: {
    months: 60,
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

/** The least that any calculator must do: the formula of daily profit, with no checks and no objects. */
function plainProfitUsd(electricityUsdPerKwh: number): number {
  const { market } = inputs;
  const hashes = inputs.hashrateThs * inputs.quantity * 1e12 * inputs.uptimeRatio;
  const reward = market.subsidyBtc + (market.feesBtcPerBlock ?? 0);
  const btc = (86_400 * hashes * reward) / (market.difficulty * 4_294_967_296);
  const kwh = (inputs.powerWatts * inputs.quantity * 24 * inputs.uptimeRatio) / 1000;
  return btc * (1 - inputs.poolFeeRatio) * (market.btcPriceUsd ?? 0) - kwh * electricityUsdPerKwh;
}

/** A price that changes from call to call, so that nothing can be computed once and reused. */
const priceAt = (index: number) => 0.04 + (index % 1000) / 20_000;

/** Calculations per second: the plain loop, one day for a batch row, the full answer, and with 60 months ahead. */
export function measureCalculationSpeed() {
  const rates = perSecond(
    {
      plainLoop: (index) => plainProfitUsd(priceAt(index)),
      oneDay: (index) => calculateDaily({ ...inputs, electricityUsdPerKwh: priceAt(index) }).profitUsd ?? 0,
      fullAnswer: (index) =>
        calculate({ ...inputs, electricityUsdPerKwh: priceAt(index) }).daily.profitUsd ?? 0,
      sixtyMonths: (index) =>
        calculate({ ...withProjection, electricityUsdPerKwh: priceAt(index) }).npvUsd ?? 0,
    },
    { plainLoop: 2_000_000, oneDay: 100_000, fullAnswer: 20_000, sixtyMonths: 2_000 },
    9,
  );
  const microseconds = (rate: number) => figure(1e6 / rate);
  return {
    perSecond: {
      plainLoop: Math.round(rates.plainLoop),
      oneDay: Math.round(rates.oneDay),
      fullAnswer: Math.round(rates.fullAnswer),
      sixtyMonths: Math.round(rates.sixtyMonths),
    },
    microsecondsEach: {
      oneDay: microseconds(rates.oneDay),
      fullAnswer: microseconds(rates.fullAnswer),
      sixtyMonths: microseconds(rates.sixtyMonths),
    },
    timesThePlainLoop: {
      oneDay: figure(rates.plainLoop / rates.oneDay),
      fullAnswer: figure(rates.plainLoop / rates.fullAnswer),
      sixtyMonths: figure(rates.plainLoop / rates.sixtyMonths),
    },
    tenThousandRowsMs: figure((10_000 / rates.oneDay) * 1000),
  };
}
