import { runningRatio } from "../mining/calculate-daily";
import { DAYS_PER_MONTH, MONTHS_PER_YEAR } from "../network/consensus";
import type { ProjectionStart } from "../projection/block-walk";

/** What one month costs and earns apart from the market. */
export interface MonthTerms {
  readonly hashrateThs: number;
  readonly runningCostUsd: number;
  readonly discountFactor: number;
}

/** As the month stepper has them: hashrate decays each month, electricity rises at each anniversary. */
export function termsOf({ inputs, projection }: ProjectionStart): MonthTerms[] {
  const running = runningRatio(inputs);
  const energyKwh = (inputs.powerWatts * inputs.quantity * running * DAYS_PER_MONTH * 24) / 1000;
  const monthlyFactor = (1 + (projection.discountRatioPerYear ?? 0)) ** (-1 / MONTHS_PER_YEAR);
  return Array.from({ length: projection.months }, (_, before) => {
    const anniversaries = Math.floor(before / MONTHS_PER_YEAR);
    const electricityUsdPerKwh =
      inputs.electricityUsdPerKwh * (1 + projection.electricityEscalatorRatioPerYear) ** anniversaries;
    return {
      hashrateThs:
        inputs.hashrateThs *
        inputs.quantity *
        running *
        (1 - projection.hashrateDecayRatioPerMonth) ** before,
      runningCostUsd: energyKwh * electricityUsdPerKwh + inputs.fixedCostUsdPerMonth,
      discountFactor: monthlyFactor ** (before + 1),
    };
  });
}
