import type { Breakeven, CalculationInputs, DailyResult } from "./calculation";

interface Solved {
  readonly value: number | null;
  readonly reason: string | null;
}

const NO_PRICE = "No BTC price is known.";
const STANDS_STILL = "The fleet draws no energy (uptime 0, curtailment 1 or power 0).";

function solved(value: number): Solved {
  return { value, reason: null };
}

function unsolved(reason: string): Solved {
  return { value: null, reason };
}

/** (net revenue - fixed costs) / kWh. */
function electricity(daily: DailyResult, netRevenueUsd: number | null): Solved {
  if (netRevenueUsd === null) return unsolved(NO_PRICE);
  if (daily.energyKwh === 0) return unsolved(STANDS_STILL);
  const leftUsd = netRevenueUsd - daily.fixedCostUsd;
  if (leftUsd < 0)
    return unsolved("Fixed costs alone exceed income after pool fee: even free electricity loses money.");
  return solved(leftUsd / daily.energyKwh);
}

/** (energy + fixed costs) / net BTC. */
function btcPrice(daily: DailyResult): Solved {
  if (daily.btcPerDayNet === 0) return unsolved("The fleet earns no BTC, at any price.");
  return solved((daily.energyCostUsd + daily.fixedCostUsd) / daily.btcPerDayNet);
}

/** D x net revenue / (energy + fixed costs): revenue is inversely proportional to difficulty, costs do not move. */
function difficulty(inputs: CalculationInputs, daily: DailyResult, netRevenueUsd: number | null): Solved {
  if (netRevenueUsd === null) return unsolved(NO_PRICE);
  if (netRevenueUsd === 0) return unsolved("The fleet earns nothing, at any difficulty.");
  const costsUsd = daily.energyCostUsd + daily.fixedCostUsd;
  if (costsUsd === 0) return unsolved("There are no running costs, so no difficulty loses money.");
  return solved((inputs.market.difficulty * netRevenueUsd) / costsUsd);
}

/**
 * Electricity price (USD/kWh), BTC price (USD) and difficulty at which daily profit is zero, others unchanged.
 *
 * Closed forms, pool fee deducted, fixed costs included. Each is `null` with a reason where no such value exists.
 */
export function breakevenOf(inputs: CalculationInputs, daily: DailyResult): Breakeven {
  const { revenueUsd, poolFeeUsd } = daily;
  const netRevenueUsd = revenueUsd === null || poolFeeUsd === null ? null : revenueUsd - poolFeeUsd;
  const byElectricity = electricity(daily, netRevenueUsd);
  const byBtcPrice = btcPrice(daily);
  const byDifficulty = difficulty(inputs, daily, netRevenueUsd);
  return {
    electricityUsdPerKwh: byElectricity.value,
    btcPriceUsd: byBtcPrice.value,
    difficulty: byDifficulty.value,
    includesFixedCosts: true,
    reasons: {
      electricityUsdPerKwh: byElectricity.reason,
      btcPriceUsd: byBtcPrice.reason,
      difficulty: byDifficulty.reason,
    },
  };
}
