import type { MarketInputs } from "../mining/calculation";
import { unitMachine } from "../mining/unit-machine";
import { flatProjection } from "./flat-projection";
import { monthStepper } from "./month-stepper";

/** A market in which months ahead can be walked. */
export interface WalkableMarket extends MarketInputs {
  readonly btcPriceUsd: number;
  readonly blockHeight: number;
}

/**
 * A function that answers what one TH/s earns in a month on the flat path, BTC before pool fee, month 1 first: halvings by
 * block height, nothing else changes. Each month is computed once, however many machines ask for it.
 */
export function flatBtcPerThs(market: WalkableMarket): (month: number) => number {
  const { btcPriceUsd, blockHeight } = market;
  const inputs = { ...unitMachine, market, capexUsd: null, projection: null };
  const nextMonth = monthStepper({ inputs, projection: flatProjection, btcPriceUsd, blockHeight });
  const byMonth: number[] = [];
  return (month) => {
    while (byMonth.length < month) byMonth.push(nextMonth().btcGross);
    return byMonth[month - 1] ?? 0;
  };
}
