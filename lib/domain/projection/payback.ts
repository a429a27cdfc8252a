import { formatNumber } from "../format/format-number";
import type { Payback, ProjectionBasis, ProjectionInputs } from "../mining/calculation";
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

/** Follows profits month by month: the sum, since when they are losses, and the most that was ever earned back. */
class LossWatch {
  lossFromMonth: number | null = null;
  peakUsd = Number.NEGATIVE_INFINITY;
  hasLost = false;
  cumulativeUsd: number;

  constructor(capexUsd: number) {
    this.cumulativeUsd = -capexUsd;
  }

  see(month: number, profitUsd: number): void {
    this.cumulativeUsd += profitUsd;
    if (profitUsd > 0) this.lossFromMonth = null;
    else this.lossFromMonth ??= month;
    if (profitUsd < 0) this.hasLost = true;
    if (this.cumulativeUsd > this.peakUsd) this.peakUsd = this.cumulativeUsd;
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
  watch: LossWatch,
  profitUsdOf: (month: number) => number,
  projection: ProjectionInputs,
  capexUsd: number,
): string {
  const notWithin = `not within ${projection.months} months`;
  const downhill = isDownhill(projection);
  for (let count = projection.months; count < LOOK_AHEAD_MONTHS; count += 1) {
    if (downhill && watch.lossFromMonth !== null) {
      return neverReason(watch, watch.lossFromMonth, capexUsd);
    }
    watch.see(count + 1, profitUsdOf(count + 1));
    if (watch.cumulativeUsd >= 0) return notWithin;
  }
  const staysDown = revenueTrend(projection) <= 1 && projection.electricityEscalatorRatioPerYear >= 0;
  if (watch.lossFromMonth === null || !staysDown) return notWithin;
  return neverReason(watch, watch.lossFromMonth, capexUsd);
}

/** Set when later losses have eaten the recovered capital again by the end of the horizon. */
function laterLossWarning(watch: LossWatch, months: number): string | null {
  if (watch.cumulativeUsd >= 0) return null;
  const since = watch.lossFromMonth === null ? "" : `: loses money from month ${watch.lossFromMonth}`;
  return `recovered, but below the capital cost again by month ${months}${since}`;
}

/**
 * Months until the sum of profits first covers the capital cost, or `null` with the reason in words.
 *
 * Linear within the month that crosses zero: (m - 1) + missing at its start / profit of month m. Resale does not
 * count: it is paid only once mining has ended.
 *
 * @param profitUsdOf profit of a month, 1 first; asked for each month once and in order, past the horizon too, to tell
 *   "never" from "not within N months".
 * @param capexUsd > 0.
 */
export function paybackOf(
  profitUsdOf: (month: number) => number,
  projection: ProjectionInputs,
  capexUsd: number,
  basis: ProjectionBasis,
): Payback {
  const watch = new LossWatch(capexUsd);
  let months: number | null = null;
  for (let month = 1; month <= projection.months; month += 1) {
    const profitUsd = profitUsdOf(month);
    watch.see(month, profitUsd);
    if (months === null && watch.cumulativeUsd >= 0) {
      months = month - 1 + (profitUsd - watch.cumulativeUsd) / profitUsd;
    }
  }
  if (months === null) {
    const reason = unpaidReason(watch, profitUsdOf, projection, capexUsd);
    return { months, reason, warning: null, basis };
  }
  return { months, reason: null, warning: laterLossWarning(watch, projection.months), basis };
}
