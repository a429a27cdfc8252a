import type { Verdict } from "./calculation";

/** An observed 24 h network hashrate is estimated from this many blocks. */
export const OBSERVED_BLOCKS = 144;

/**
 * Relative standard deviation of a hashrate estimated from 144 blocks: 1 / sqrt(144) = 8.33 %.
 * The number of blocks in a day is Poisson, so its deviation is the root of its mean.
 */
export const LUCK_DEVIATION_RATIO = 1 / Math.sqrt(OBSERVED_BLOCKS);

/** Up to one deviation luck alone is the likeliest cause: two days in three lie inside. */
export const AGREE_SIGMA_MAX = 1;

/** Beyond three deviations luck explains the gap on about 3 days in 1,000: something else is wrong. */
export const WATCH_SIGMA_MAX = 3;

export interface MethodVerdict {
  readonly verdict: Verdict;
  readonly reason: string;
  /** (N / N_D - 1) in standard deviations of luck; `null` without an observed hashrate. */
  readonly luckSigma: number | null;
}

/** Size to one decimal: enough for a sentence, which says "above" or "below" itself. */
function oneDecimal(value: number): string {
  return Math.abs(value).toFixed(1);
}

/**
 * Whether the two methods agree, with the reason in words.
 *
 * Judged on the observed hashrate against the one the difficulty implies, because it is the observation that carries
 * luck. agree: within 1 deviation (8.3 %). watch: within 3 (25 %). disagree: beyond. unknown: no observation, or a
 * stale one, which says nothing about today.
 *
 * @param observedThs N in TH/s, or `null`.
 * @param impliedThs N_D in TH/s, > 0.
 * @param isStale whether the observation is older than its kind allows.
 */
export function judgeMethods(
  observedThs: number | null,
  impliedThs: number,
  isStale: boolean,
): MethodVerdict {
  if (observedThs === null) {
    const reason = "No observed network hashrate: only the difficulty method can be computed.";
    return { verdict: "unknown", reason, luckSigma: null };
  }
  const luckRatio = observedThs / impliedThs - 1;
  const luckSigma = luckRatio / LUCK_DEVIATION_RATIO;
  const sigma = Math.abs(luckSigma);
  const finding =
    `Observed hashrate is ${oneDecimal(luckRatio * 100)} % ${luckRatio < 0 ? "below" : "above"} the one difficulty implies ` +
    `(${oneDecimal(sigma)} standard deviations of the luck of ${OBSERVED_BLOCKS} blocks)`;
  if (isStale) {
    return {
      verdict: "unknown",
      reason: `${finding}, but the observation is stale: no judgement.`,
      luckSigma,
    };
  }
  if (sigma <= AGREE_SIGMA_MAX) {
    return { verdict: "agree", reason: `${finding}: within one, ordinary block luck.`, luckSigma };
  }
  if (sigma <= WATCH_SIGMA_MAX) {
    const reason = `${finding}: unusual luck, or hashrate has moved since the last retarget.`;
    return { verdict: "watch", reason, luckSigma };
  }
  const reason = `${finding}: more than luck explains; check the source and its unit, or a large change of hashrate.`;
  return { verdict: "disagree", reason, luckSigma };
}
