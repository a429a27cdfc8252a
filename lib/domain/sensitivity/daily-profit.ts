import { btcPerDayByDifficulty } from "../mining/btc-per-day";
import { rewardBtcPerBlock } from "../mining/calculate-daily";
import type { CalculationInputs } from "../mining/calculation";
import { inputLimits, marketLimits } from "../mining/input-limits";
import { DAYS_PER_MONTH } from "../network/consensus";
import { isWithin, type Limit } from "../require-range";

/** Inputs the heat map can put on an axis. */
export const heatMapAxes = ["btcPriceUsd", "difficulty", "electricityUsdPerKwh", "uptimeRatio"] as const;
export type HeatMapAxis = (typeof heatMapAxes)[number];

/** What each axis may show: the limits of the inputs themselves. */
export const axisLimits: Readonly<Record<HeatMapAxis, Limit>> = {
  btcPriceUsd: marketLimits.btcPriceUsd,
  difficulty: marketLimits.difficulty,
  electricityUsdPerKwh: inputLimits.electricityUsdPerKwh,
  uptimeRatio: inputLimits.uptimeRatio,
};

/** One value for each axis. */
export type AxisPoint = Readonly<Record<HeatMapAxis, number>>;

/** Daily profit with everything but the four axes folded into three numbers. */
export interface ProfitPlane {
  /** BTC per day after pool fee x difficulty, at uptime 1. */
  readonly earning: number;
  /** kWh per day at uptime 1. */
  readonly energyKwh: number;
  /** Fixed costs, USD per day. */
  readonly fixedUsd: number;
}

/** Earning, energy and fixed costs of the inputs, apart from price, difficulty, electricity price and uptime. */
export function profitPlane(inputs: CalculationInputs): ProfitPlane {
  const running = 1 - inputs.curtailmentRatio;
  const hashrateThs = inputs.hashrateThs * inputs.quantity * running;
  const btcAtDifficultyOne = btcPerDayByDifficulty(hashrateThs, 1, rewardBtcPerBlock(inputs));
  return {
    earning: btcAtDifficultyOne * (1 - inputs.poolFeeRatio),
    energyKwh: (inputs.powerWatts * inputs.quantity * running * 24) / 1000,
    fixedUsd: inputs.fixedCostUsdPerMonth / DAYS_PER_MONTH,
  };
}

/**
 * Daily profit in USD at one point: u x (K P / D - q e) - F.
 *
 * u uptime, K earning, P BTC price, D difficulty, q kWh, e electricity price, F fixed costs.
 */
export function profitAt(plane: ProfitPlane, point: AxisPoint): number {
  const marginUsd =
    (plane.earning * point.btcPriceUsd) / point.difficulty - plane.energyKwh * point.electricityUsdPerKwh;
  return point.uptimeRatio * marginUsd - plane.fixedUsd;
}

/**
 * The value of `axis` at which daily profit is zero with the others as in `point`, in the axis' unit.
 *
 * profitAt solved for one letter. `null` where no value the axis may take does it: no electricity price >= 0, no
 * uptime in 0..1, no price or difficulty inside its limits.
 */
export function zeroProfitValue(plane: ProfitPlane, axis: HeatMapAxis, point: AxisPoint): number | null {
  // Without fixed costs uptime only scales profit: the zero at standstill is no break-even.
  if (axis === "uptimeRatio" && plane.fixedUsd === 0) return null;
  // A division by zero gives an infinity or NaN, which lies outside every limit.
  const solved = solve(plane, axis, point);
  return isWithin(solved, axisLimits[axis]) ? solved : null;
}

function solve(plane: ProfitPlane, axis: HeatMapAxis, point: AxisPoint): number {
  const { earning, energyKwh, fixedUsd } = plane;
  const { btcPriceUsd, difficulty, electricityUsdPerKwh, uptimeRatio } = point;
  const costsUsd = energyKwh * uptimeRatio * electricityUsdPerKwh + fixedUsd;
  const earned = earning * uptimeRatio;
  switch (axis) {
    case "btcPriceUsd":
      return (costsUsd * difficulty) / earned;
    case "difficulty":
      return (earned * btcPriceUsd) / costsUsd;
    case "electricityUsdPerKwh":
      return ((earned * btcPriceUsd) / difficulty - fixedUsd) / (energyKwh * uptimeRatio);
    case "uptimeRatio":
      return fixedUsd / ((earning * btcPriceUsd) / difficulty - energyKwh * electricityUsdPerKwh);
  }
}
