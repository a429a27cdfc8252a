import { batchPayback } from "../batch/batch-payback";
import { runningRatio } from "../mining/calculate-daily";
import type { MarketInputs, Payback } from "../mining/calculation";
import { DAYS_PER_MONTH } from "../network/consensus";
import { flatBtcPerThs } from "../projection/flat-btc-per-ths";
import { flatProjection } from "../projection/flat-projection";
import { paybackOf } from "../projection/payback";
import { machineInputs } from "./machine-inputs";
import type { PortfolioMachine } from "./portfolio";

interface Paybacks {
  readonly ofMachine: (machine: PortfolioMachine) => Payback;
  /** @param machines at least one, each with a capital cost. */
  readonly ofAll: (machines: readonly PortfolioMachine[], capexUsd: number) => Payback;
}

/**
 * Months until profit covers what was paid, for one row of machines and for all together, on the calculator's flat path:
 * halvings by block height and each row's own ageing, nothing else changes. All together are the sum of the rows, month by
 * month; one row alone has the same answer either way.
 */
export function portfolioPayback(market: MarketInputs): Paybacks {
  const rowPayback = batchPayback(market);
  const ofMachine = (machine: PortfolioMachine) =>
    rowPayback(machineInputs(machine, market), machine.hashrateDecayRatioPerMonth);
  const { btcPriceUsd, blockHeight } = market;
  const btcPerThs =
    btcPriceUsd === null || blockHeight === null
      ? null
      : flatBtcPerThs({ ...market, btcPriceUsd, blockHeight });

  return {
    ofMachine,
    ofAll(machines, capexUsd) {
      const [first] = machines;
      if (first === undefined) throw new Error("a portfolio that is calculated has at least one machine");
      // Nothing to pay, or nothing to compute with: the same words as for a row.
      if (capexUsd === 0 || btcPerThs === null || btcPriceUsd === null)
        return ofMachine({ ...first, capexUsd });
      const rows = machines.map((machine) => {
        const running = runningRatio(machineInputs(machine, market)) * machine.quantity;
        const energyKwh = (machine.powerWatts * running * DAYS_PER_MONTH * 24) / 1000;
        return {
          hashrateThs: machine.hashrateThs * running,
          keptRatio: 1 - machine.hashrateDecayRatioPerMonth,
          netUsdPerBtc: btcPriceUsd * (1 - machine.poolFeeRatio),
          energyCostUsd: energyKwh * machine.electricityUsdPerKwh,
        };
      });
      // The slowest ageing: whether income can still rise is judged by the row that keeps it up longest.
      const hashrateDecayRatioPerMonth = Math.min(
        ...machines.map((machine) => machine.hashrateDecayRatioPerMonth),
      );
      const profitUsdOf = (month: number) => {
        const btc = btcPerThs(month);
        let profitUsd = 0;
        for (const row of rows) {
          if (month > 1) row.hashrateThs *= row.keptRatio;
          profitUsd += row.hashrateThs * btc * row.netUsdPerBtc - row.energyCostUsd;
        }
        return profitUsd;
      };
      return paybackOf(profitUsdOf, { ...flatProjection, hashrateDecayRatioPerMonth }, capexUsd, "flat");
    },
  };
}
