import type { Against } from "@/components/calculator/hindsight/back-test-state";
import { type ErrorSources, errorSources } from "@/lib/domain/hindsight/error-sources";
import { fleetRevenueUsd, type TestedFleet } from "@/lib/domain/hindsight/fleet-profit";
import type { TestedDay } from "@/lib/domain/hindsight/test-day";

interface Side {
  readonly btcPriceUsd: number | null;
  readonly difficulty: number | null;
  /** Of the fleet, before pool fee. */
  readonly revenueUsd: number;
}

/** One month as said and as it was, for a fleet. */
export interface MonthRow {
  readonly month: number;
  readonly firstDayUtc: string;
  readonly said: Side;
  readonly was: Side;
  /** False when a day is missing. */
  readonly isWhole: boolean;
  /** `null` where a day is missing or the fleet stands still. */
  readonly sources: ErrorSources | null;
}

/** Said against happened by month, with the difference in income split among price, difficulty and halving day. */
export function monthRows(tested: TestedDay, fleet: TestedFleet, against: Against): MonthRow[] {
  const path = against === "flat" ? tested.flat : tested.middle;
  return tested.happened.flatMap((was, index) => {
    const said = path[index];
    if (said === undefined) return [];
    const saidUsd = fleetRevenueUsd(fleet, said.revenueUsd);
    const wasUsd = fleetRevenueUsd(fleet, was.revenueUsdPerThs);
    const isWhole = was.missingDaysUtc.length === 0 && was.rewardBtcPerBlock !== null;
    return [
      {
        month: was.month,
        firstDayUtc: was.firstDayUtc,
        said: { btcPriceUsd: said.btcPriceUsd, difficulty: said.difficulty, revenueUsd: saidUsd },
        was: { btcPriceUsd: was.btcPriceUsd, difficulty: was.difficulty, revenueUsd: wasUsd },
        isWhole,
        sources:
          isWhole && saidUsd > 0 && was.rewardBtcPerBlock !== null
            ? errorSources(
                { revenueUsd: saidUsd, btc: said.btcGross, rewardBtcPerBlock: said.rewardBtcPerBlock },
                { revenueUsd: wasUsd, btc: was.btcPerThs, rewardBtcPerBlock: was.rewardBtcPerBlock },
              )
            : null,
      },
    ];
  });
}
