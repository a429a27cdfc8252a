import { fleetProfitUsd, type TestedFleet } from "@/lib/domain/hindsight/fleet-profit";
import { isInsideBand } from "@/lib/domain/hindsight/score-windows";
import type { TestedDay } from "@/lib/domain/hindsight/test-day";
import { DAYS_PER_MONTH } from "@/lib/domain/network/consensus";

/** What was said of one day and what happened, in USD of the fleet's profit over the horizon. */
export interface Verdict {
  readonly months: number;
  readonly medianUsd: number;
  readonly lowUsd: number;
  readonly highUsd: number;
  readonly flatUsd: number;
  readonly happenedUsd: number;
  readonly rankRatio: number | null;
  /** Of what happened against the 80 % band; "unjudged" when a day is missing. */
  readonly place: "inside" | "above" | "below" | "unjudged";
  readonly missingDaysUtc: readonly string[];
}

const promisedRatio = 0.8;

function placeOf(rankRatio: number | null): Verdict["place"] {
  if (rankRatio === null) return "unjudged";
  if (isInsideBand(rankRatio, promisedRatio)) return "inside";
  return rankRatio > 0.5 ? "above" : "below";
}

/** The tested day in dollars of this fleet. */
export function verdictOf({ window, happened }: TestedDay, fleet: TestedFleet): Verdict {
  const months = happened.length;
  const profit = (perThs: number) => fleetProfitUsd(fleet, perThs, months);
  const knownMonths = happened.reduce((sum, { knownDays }) => sum + knownDays, 0) / DAYS_PER_MONTH;
  return {
    months,
    medianUsd: profit(window.medianUsdPerThs),
    lowUsd: profit(window.lowUsdPerThs),
    highUsd: profit(window.highUsdPerThs),
    flatUsd: profit(window.flatUsdPerThs),
    // Over the recorded days: a missing day brings neither income nor cost.
    happenedUsd: fleetProfitUsd(fleet, window.happenedUsdPerThs, knownMonths),
    rankRatio: window.rankRatio,
    place: placeOf(window.rankRatio),
    missingDaysUtc: [...new Set(happened.flatMap(({ missingDaysUtc }) => missingDaysUtc))],
  };
}
