import { formatNumber } from "@/lib/domain/format/format-number";
import { formatPercent } from "@/lib/domain/format/format-percent";
import type { Score } from "@/lib/domain/hindsight/score-windows";

const promisedRatio = 0.8;

/** Ratio to percent without decimals: "61 %". */
export function wholePercent(ratio: number): string {
  return formatPercent(ratio, 0);
}

/** How often the 80 % band held, 0..1. */
export function keptRatio(score: Score): number {
  return (
    score.coverage.find(({ nominalRatio }) => nominalRatio === promisedRatio)?.observedRatio ?? Number.NaN
  );
}

/** The score in plain sentences; a bad one is called bad. */
export function scoreVerdict(score: Score): string {
  const kept = keptRatio(score);
  const held = `The 80 % band held on ${wholePercent(kept)} of the start days`;
  if (kept < promisedRatio) return `${held}: ${shortfall(kept)}. ${sideText(score)}`;
  if (kept > 0.95) return `${held}: wider than it needed to be. ${sideText(score)}`.trim();
  return `${held}: it kept its promise. ${sideText(score)}`.trim();
}

function shortfall(kept: number): string {
  const points = Math.round((promisedRatio - kept) * 100);
  if (points === 0) return "a hair short of its promise";
  return points === 1 ? "1 point short of its promise" : `too narrow, ${points} points short of its promise`;
}

/** On which side the band was missed. */
function sideText({ belowBand, aboveBand }: Score): string {
  const misses = belowBand + aboveBand;
  if (misses === 0) return "";
  if (belowBand === 0) return `All ${misses} misses lay above: more was earned than it allowed for.`;
  if (aboveBand === 0) return `All ${misses} misses lay below: less was earned than it allowed for.`;
  return `${belowBand} misses lay below it, ${aboveBand} above.`;
}

/** Which of the two figures missed by less, said plainly. */
export function betterFigureText({ median, flat }: Score): string {
  const [ours, plain] = [median.medianMissRatioOfIncome, flat.medianMissRatioOfIncome];
  const figures = `${wholePercent(ours)} of income against ${wholePercent(plain)}`;
  if (wholePercent(ours) === wholePercent(plain)) {
    return `As a single figure the median missed as much as “nothing changes” did: ${figures}.`;
  }
  return ours < plain
    ? `As a single figure the median missed by less than “nothing changes”: ${figures}.`
    : `As a single figure the median was worse than “nothing changes”: it missed by ${figures}. Its worth is the band, not the middle.`;
}

/**
 * What overlapping windows leave of the count: two standard deviations of a band that is exactly right, with as many
 * independent windows as fit side by side.
 */
export function independenceText({ judged, independentWindows }: Score): string {
  const spread = 2 * Math.sqrt((promisedRatio * (1 - promisedRatio)) / independentWindows);
  const low = wholePercent(Math.max(0, promisedRatio - spread));
  const high = wholePercent(Math.min(1, promisedRatio + spread));
  const fit = formatNumber(independentWindows, 1);
  return `The ${judged} windows overlap and are not independent: only about ${fit} fit side by side. With so few, chance alone takes even a perfect band anywhere from ${low} to ${high}.`;
}
