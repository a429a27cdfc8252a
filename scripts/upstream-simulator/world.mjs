/**
 * A small consistent Bitcoin world: every figure is a function of the moment, so that two providers asked about
 * the same thing agree, and a test can be repeated.
 *
 * Blocks come 600 s apart over an epoch (earlier in its first half, later in its second), so the difficulty
 * stays what it has been since block 969,696 while the estimate within an epoch moves.
 */

const daySeconds = 86_400;
const blocksPerEpoch = 2016;
const blockSeconds = 600;
const epochSeconds = blocksPerEpoch * blockSeconds;
/** How far blocks run ahead of an even pace in the middle of an epoch's first half. */
const leadSeconds = 12_000;

/** Real retargets before the simulated ones: height, UTC day, difficulty. The last one is the anchor. */
const realRetargets = /** @type {const} */ ([
  [957600, "2026-07-11", 127170500429035.2],
  [959616, "2026-07-25", 126231507121868.2],
  [961632, "2026-08-08", 127479855693691.41],
  [963648, "2026-08-23", 125807076547197.56],
  [965664, "2026-09-06", 127450789715843.14],
  [967680, "2026-09-20", 132757073449487.52],
  [969696, "2026-10-04", 132716002350731.28],
]);
const anchorHeight = 969_696;
const anchorSeconds = Date.parse("2026-10-04T00:00:00Z") / 1000;
export const difficulty = 132716002350731.28;
export const subsidyBtc = 3.125;

const anchorPriceUsd = 85_280;

/** @param {number} seconds @param {number} periodDays @param {number} phase */
function wave(seconds, periodDays, phase) {
  return Math.sin((2 * Math.PI * seconds) / (periodDays * daySeconds) + phase);
}

/** @param {number} seconds */
function priceIndex(seconds) {
  return Math.exp(0.08 * wave(seconds, 83, 0) + 0.04 * wave(seconds, 17, 1) + 0.01 * wave(seconds, 1.7, 2));
}

/** Price of one bitcoin in USD. @param {number} seconds */
export function priceUsd(seconds) {
  return round((anchorPriceUsd * priceIndex(seconds)) / priceIndex(anchorSeconds), 2);
}

/** Mean fees of the last 144 blocks, BTC per block. @param {number} seconds */
export function feesBtcPerBlock(seconds) {
  return round(0.032 + 0.011 * wave(seconds, 9, 0) + 0.004 * wave(seconds, 2.3, 1), 8);
}

/** @param {number} seconds */
export function fearGreedIndex(seconds) {
  return Math.round(50 + 22 * wave(seconds, 29, 0) + 9 * wave(seconds, 6, 1));
}

/** Annualised volatility in percent. @param {number} seconds */
export function volatilityPct(seconds) {
  return round(46 + 7 * wave(seconds, 37, 2) + 2 * wave(seconds, 5, 0), 2);
}

/** Funding of a perpetual over 8 hours, a ratio. @param {number} seconds */
export function fundingRatio(seconds) {
  return round(0.00006 + 0.0001 * wave(seconds, 4, 0), 8);
}

/** Seconds from the start of an epoch to its n-th block. @param {number} n */
function secondsIntoEpoch(n) {
  return blockSeconds * n - leadSeconds * Math.sin((2 * Math.PI * n) / blocksPerEpoch);
}

/** Unix seconds of the block at a height. @param {number} height */
export function blockSecondsAt(height) {
  const epoch = Math.floor((height - anchorHeight) / blocksPerEpoch);
  const n = height - anchorHeight - epoch * blocksPerEpoch;
  return Math.round(anchorSeconds + epoch * epochSeconds + secondsIntoEpoch(n));
}

/** Height of the last block. @param {number} seconds */
export function heightAt(seconds) {
  const epoch = Math.floor((seconds - anchorSeconds) / epochSeconds);
  const first = anchorHeight + epoch * blocksPerEpoch;
  let low = 0;
  let high = blocksPerEpoch - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (blockSecondsAt(first + middle) <= seconds) low = middle;
    else high = middle - 1;
  }
  return first + low;
}

/** Blocks found in the last day. @param {number} seconds */
export function blocksInDay(seconds) {
  return heightAt(seconds) - heightAt(seconds - daySeconds);
}

/** Hashes a second seen over the last day: difficulty with the day's block luck inside. @param {number} seconds */
export function observedHashrateHs(seconds) {
  return (difficulty * 2 ** 32 * blocksInDay(seconds)) / (blockSeconds * 144);
}

/**
 * The running epoch.
 *
 * @param {number} seconds
 */
export function epochAt(seconds) {
  const height = heightAt(seconds);
  const firstHeight =
    height - ((((height - anchorHeight) % blocksPerEpoch) + blocksPerEpoch) % blocksPerEpoch);
  const blocks = height - firstHeight;
  const startedAt = blockSecondsAt(firstHeight);
  const meanSeconds = blocks === 0 ? blockSeconds : (seconds - startedAt) / blocks;
  const remaining = blocksPerEpoch - blocks;
  return {
    nextHeight: firstHeight + blocksPerEpoch,
    startedAt,
    blocks,
    remaining,
    meanSeconds,
    changePct: Math.min(
      300,
      Math.max(-75, 100 * ((blockSeconds * (blocks + 1)) / (seconds - startedAt) - 1)),
    ),
    estimatedAt: seconds + remaining * meanSeconds,
  };
}

/**
 * Retargets up to a moment, oldest first.
 *
 * @param {number} seconds
 * @returns {{ height: number, at: number, difficulty: number, factor: number }[]}
 */
export function retargetsUntil(seconds) {
  const real = realRetargets.map(([height, day, value], index) => {
    const before = realRetargets[index - 1]?.[2] ?? value;
    return { height, at: Date.parse(`${day}T00:00:00Z`) / 1000, difficulty: value, factor: value / before };
  });
  /** @type {{ height: number, at: number, difficulty: number, factor: number }[]} */
  const list = real.slice(1).filter(({ at }) => at <= seconds);
  for (
    let height = anchorHeight + blocksPerEpoch;
    blockSecondsAt(height) <= seconds;
    height += blocksPerEpoch
  ) {
    list.push({ height, at: blockSecondsAt(height), difficulty, factor: 1 });
  }
  return list;
}

/** @param {number} value @param {number} digits */
export function round(value, digits) {
  return Number(value.toFixed(digits));
}
