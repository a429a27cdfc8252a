import { formatNumber } from "../format/format-number";
import type { Payback, ProjectionBasis, ProjectionInputs, ProjectionMonth } from "../mining/calculation";
import { BLOCKS_PER_MONTH, BLOCKS_PER_RETARGET } from "../network/consensus";

/** How far past the horizon to look before saying "never" or "not within": twenty years. */
const LOOK_AHEAD_MONTHS = 240;

/** Growth of a month's revenue over the month before, when no halving falls between (1 = unchanged). */
function revenueTrend(projection: ProjectionInputs): number {
  const steps = projection.difficultyGrowthPer === "retarget" ? BLOCKS_PER_MONTH / BLOCKS_PER_RETARGET : 1;
  const earning = (1 + projection.priceGrowthRatioPerMonth) * (1 - projection.hashrateDecayRatioPerMonth);
  return earning / (1 + projection.difficultyGrowthRatio) ** steps;
}

/** True when no later month can earn more than an earlier one: the first loss is then the first of endless losses. */
function isDownhill(projection: ProjectionInputs): boolean {
  const earning = (1 + projection.priceGrowthRatioPerMonth) * (1 - projection.hashrateDecayRatioPerMonth);
  return (
    earning <= 1 && projection.difficultyGrowthRatio >= 0 && projection.electricityEscalatorRatioPerYear >= 0
  );
}

/** Follows profits month by month: since when they are losses, and the most that was ever earned back. */
class LossWatch {
  lossFromMonth: number | null = null;
  peakUsd = Number.NEGATIVE_INFINITY;
  hasLost = false;

  see(month: ProjectionMonth): void {
    if (month.profitUsd > 0) this.lossFromMonth = null;
    else this.lossFromMonth ??= month.month;
    if (month.profitUsd < 0) this.hasLost = true;
    this.peakUsd = Math.max(this.peakUsd, month.cumulativeUsd);
  }
}

function neverReason(watch: LossWatch, lossFromMonth: number, capexUsd: number): string {
  if (!watch.hasLost) return "never: earns nothing";
  const earnedUsd = watch.peakUsd + capexUsd;
  const most =
    earnedUsd > 0
      ? ` (at most ${formatNumber(earnedUsd, 0)} of ${formatNumber(capexUsd, 0)} USD earned back)`
      : "";
  return `never: loses money from month ${lossFromMonth}${most}`;
}

/** Why the horizon ended without payback: "never: ..." only if the path can be shown never to get there. */
function unpaidReason(
  months: readonly ProjectionMonth[],
  nextMonth: () => ProjectionMonth,
  projection: ProjectionInputs,
  capexUsd: number,
): string {
  const watch = new LossWatch();
  for (const month of months) watch.see(month);
  const notWithin = `not within ${months.length} months`;
  const downhill = isDownhill(projection);
  for (let count = months.length; count < LOOK_AHEAD_MONTHS; count += 1) {
    if (downhill && watch.lossFromMonth !== null) {
      return neverReason(watch, watch.lossFromMonth, capexUsd);
    }
    const month = nextMonth();
    if (month.cumulativeUsd >= 0) return notWithin;
    watch.see(month);
  }
  const staysDown = revenueTrend(projection) <= 1 && projection.electricityEscalatorRatioPerYear >= 0;
  if (watch.lossFromMonth === null || !staysDown) return notWithin;
  return neverReason(watch, watch.lossFromMonth, capexUsd);
}

/** Set when later losses eat the recovered capital again before the horizon ends. */
function laterLossWarning(months: readonly ProjectionMonth[]): string | null {
  const last = months.at(-1);
  if (last === undefined || last.cumulativeUsd >= 0) return null;
  const watch = new LossWatch();
  for (const month of months) watch.see(month);
  const since = watch.lossFromMonth === null ? "" : `: loses money from month ${watch.lossFromMonth}`;
  return `recovered, but below the capital cost again by month ${last.month}${since}`;
}

/**
 * Months until the sum of profits first covers the capital cost, or `null` with the reason in words.
 *
 * Linear within the month that crosses zero: (m - 1) + missing at its start / profit of month m. Resale does not
 * count: it is paid only once mining has ended.
 *
 * @param months the projection to its horizon; `cumulativeUsd` starts at -capexUsd.
 * @param nextMonth continues the same projection past the horizon, to tell "never" from "not within N months".
 * @param capexUsd > 0.
 */
export function paybackOf(
  months: readonly ProjectionMonth[],
  nextMonth: () => ProjectionMonth,
  projection: ProjectionInputs,
  capexUsd: number,
  basis: ProjectionBasis,
): Payback {
  const crossing = months.find((month) => month.cumulativeUsd >= 0);
  if (crossing === undefined) {
    return {
      months: null,
      reason: unpaidReason(months, nextMonth, projection, capexUsd),
      warning: null,
      basis,
    };
  }
  const missingUsd = crossing.profitUsd - crossing.cumulativeUsd;
  return {
    months: crossing.month - 1 + missingUsd / crossing.profitUsd,
    reason: null,
    warning: laterLossWarning(months),
    basis,
  };
}
