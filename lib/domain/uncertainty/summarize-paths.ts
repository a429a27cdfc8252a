import type { CalculationInputs } from "../mining/calculation";
import { type Distribution, distributionOf } from "./distribution";
import { type Fan, fanOf } from "./fan";
import type { MarketViews } from "./market-views";
import { type MineOrBuyOdds, mineOrBuyOdds } from "./mine-or-buy-odds";
import { paybackOdds } from "./payback-odds";
import { simulate } from "./simulate";
import type { SimulationSettings } from "./simulation-settings";

/** What a screen shows of many paths: small, whatever their number. */
export interface UncertaintySummary {
  readonly kind: "summary";
  readonly settings: SimulationSettings;
  readonly months: number;
  readonly capexUsd: number | null;
  /** Of cumulative cash flow, USD. */
  readonly cumulativeUsd: Fan;
  /** Share of paths paid back by month; `null` without a capital cost above 0. */
  readonly paidBack: readonly number[] | null;
  /** Of net present value, USD; `null` without a capital cost or a discount rate. */
  readonly npvUsd: Distribution | null;
  /** `null` without a capital cost. */
  readonly mineOrBuy: MineOrBuyOdds | null;
}

export type UncertaintyAnswer = UncertaintySummary | { readonly kind: "missing"; readonly reason: string };

const NPV_BINS = 24;

/** Simulates and keeps what a screen shows. @throws {DomainError} as `simulate` does. */
export function summarizePaths(
  inputs: CalculationInputs,
  views: MarketViews,
  settings: SimulationSettings,
): UncertaintyAnswer {
  const answer = simulate(inputs, views, settings);
  if (answer.kind === "missing") return answer;
  const { simulated } = answer;
  return {
    kind: "summary",
    settings,
    months: simulated.months,
    capexUsd: simulated.capexUsd,
    cumulativeUsd: fanOf(simulated, "cumulativeUsd"),
    paidBack: paybackOdds(simulated),
    npvUsd: simulated.npvUsd === null ? null : distributionOf(simulated.npvUsd, NPV_BINS),
    mineOrBuy: mineOrBuyOdds(simulated),
  };
}
