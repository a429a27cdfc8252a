import type { CalculationInputs } from "../mining/calculation";
import { requireValidInputs } from "../mining/check-inputs";
import { BLOCKS_PER_MONTH } from "../network/consensus";
import type { ProjectionStart } from "../projection/block-walk";
import { flatProjection } from "../projection/flat-projection";
import { bookMonth, bookResale } from "./book-month";
import { eventGrid, type Stretch } from "./event-grid";
import { type MarketViews, requireValidViews } from "./market-views";
import { at, MarketWalk } from "./market-walk";
import { termsOf } from "./month-terms";
import { SeededRandom } from "./seeded-random";
import { emptyPaths, type SimulatedPaths } from "./simulated-paths";
import { requireValidSettings, type SimulationSettings } from "./simulation-settings";

export type Simulation =
  | { readonly kind: "simulated"; readonly simulated: SimulatedPaths }
  | { readonly kind: "missing"; readonly reason: string };

/** Reward per difficulty and mean difficulty of one month on each path, while the market walks through it. */
function mineMonth(
  walk: MarketWalk,
  stretches: readonly Stretch[],
  rewardPerDifficulty: Float64Array,
  meanDifficulty: Float64Array,
): void {
  rewardPerDifficulty.fill(0);
  for (const stretch of stretches) {
    const share = stretch.blocks / BLOCKS_PER_MONTH;
    for (let path = 0; path < rewardPerDifficulty.length; path += 1) {
      const difficulty = at(walk.difficulty, path);
      rewardPerDifficulty[path] = at(rewardPerDifficulty, path) + stretch.rewardBtc / difficulty;
      meanDifficulty[path] = at(meanDifficulty, path) + share * difficulty;
    }
    walk.pass(stretch);
  }
}

function walkPaths(start: ProjectionStart, views: MarketViews, settings: SimulationSettings): SimulatedPaths {
  const { paths, seed } = settings;
  const out = emptyPaths(start, paths);
  const walk = new MarketWalk(start, views, paths, SeededRandom.fromSeed(seed));
  const rewardPerDifficulty = new Float64Array(paths);
  const terms = termsOf(start);
  for (const [index, stretches] of eventGrid(start).entries()) {
    const term = terms[index];
    if (term === undefined) break;
    if (index > 0) walk.stepPrice();
    const base = index * paths;
    mineMonth(walk, stretches, rewardPerDifficulty, out.difficulty.subarray(base, base + paths));
    walk.monthPrice(out.btcPriceUsd.subarray(base, base + paths));
    bookMonth(out, index + 1, term, start.inputs.poolFeeRatio, rewardPerDifficulty);
  }
  bookResale(out, terms.at(-1)?.discountFactor ?? 1);
  return out;
}

/**
 * Many futures of one calculation: joint paths of price and difficulty by block height, and the money on each.
 *
 * The event grid (months of 4,383 blocks, retargets, halvings) is that of `project`; price and difficulty grow by the
 * views, whatever `inputs.projection` says about growth, and everything else of it holds. Without a projection: 60
 * months in which nothing but the market changes. Figures of one path are what `project` would answer had price and
 * difficulty taken that path. A halving changes the reward; no view says how price or difficulty answer to it.
 *
 * @returns "missing" with the reason without a BTC price or a block height.
 * @throws {DomainError} on the first broken rule of inputs, views or settings.
 */
export function simulate(
  inputs: CalculationInputs,
  views: MarketViews,
  settings: SimulationSettings,
): Simulation {
  requireValidInputs(inputs);
  requireValidViews(views);
  requireValidSettings(settings);
  const { btcPriceUsd, blockHeight } = inputs.market;
  if (btcPriceUsd === null) return { kind: "missing", reason: "no BTC price is known" };
  if (blockHeight === null)
    return { kind: "missing", reason: "no block height is known, so the halving cannot be placed" };
  const start = { inputs, projection: inputs.projection ?? flatProjection, btcPriceUsd, blockHeight };
  return { kind: "simulated", simulated: walkPaths(start, views, settings) };
}
