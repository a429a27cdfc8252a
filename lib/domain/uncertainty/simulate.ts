import { runningRatio } from "../mining/calculate-daily";
import type { CalculationInputs } from "../mining/calculation";
import { requireValidInputs } from "../mining/check-inputs";
import {
  BLOCK_SECONDS,
  BLOCKS_PER_MONTH,
  DAYS_PER_MONTH,
  HASHES_PER_DIFFICULTY,
  HASHES_PER_TERAHASH,
  MONTHS_PER_YEAR,
} from "../network/consensus";
import type { ProjectionStart } from "../projection/block-walk";
import { flatProjection } from "../projection/flat-projection";
import { eventGrid, type Stretch } from "./event-grid";
import { type MarketViews, requireValidViews } from "./market-views";
import { at, MarketWalk } from "./market-walk";
import { SeededRandom } from "./seeded-random";
import { requireValidSettings, type SimulationSettings } from "./simulation-settings";

/**
 * Paths side by side. The monthly arrays hold month 1 of all paths, then month 2, ...: the figure of path p at the end
 * of month m is at (m - 1) x paths + p.
 */
export interface SimulatedPaths {
  readonly paths: number;
  readonly months: number;
  readonly capexUsd: number | null;
  readonly resaleUsd: number;
  /** Price during the month. */
  readonly btcPriceUsd: Float64Array;
  /** Block-weighted mean over the month. */
  readonly difficulty: Float64Array;
  /** Sum of profit so far minus capital cost (0 if none was given); resale is not in it. */
  readonly cumulativeUsd: Float64Array;
  /** Months until cumulative profit first covers the capital cost, linear within the month; infinite when not within the horizon. */
  readonly paybackMonths: Float64Array;
  /** Present value of all flows, resale included; `null` without capital cost or discount rate. */
  readonly npvUsd: Float64Array | null;
  /** BTC mined after pool fee, all kept, plus resale converted at the last month's price. */
  readonly btcMined: Float64Array;
  /** BTC that the capital cost (today) and each month's running costs would have bought instead. */
  readonly btcBought: Float64Array;
  /** Each month's BTC after pool fee sold at that month's price, plus resale. */
  readonly usdMined: Float64Array;
}

export type Simulation =
  | { readonly kind: "simulated"; readonly simulated: SimulatedPaths }
  | { readonly kind: "missing"; readonly reason: string };

/** What one month costs and earns apart from the market. */
interface MonthTerms {
  readonly hashrateThs: number;
  readonly runningCostUsd: number;
  readonly discountFactor: number;
}

/** As the month stepper has them: hashrate decays each month, electricity rises at each anniversary. */
function termsOf({ inputs, projection }: ProjectionStart): MonthTerms[] {
  const running = runningRatio(inputs);
  const energyKwh = (inputs.powerWatts * inputs.quantity * running * DAYS_PER_MONTH * 24) / 1000;
  const monthlyFactor = (1 + (projection.discountRatioPerYear ?? 0)) ** (-1 / MONTHS_PER_YEAR);
  return Array.from({ length: projection.months }, (_, before) => {
    const anniversaries = Math.floor(before / MONTHS_PER_YEAR);
    const electricityUsdPerKwh =
      inputs.electricityUsdPerKwh * (1 + projection.electricityEscalatorRatioPerYear) ** anniversaries;
    return {
      hashrateThs:
        inputs.hashrateThs *
        inputs.quantity *
        running *
        (1 - projection.hashrateDecayRatioPerMonth) ** before,
      runningCostUsd: energyKwh * electricityUsdPerKwh + inputs.fixedCostUsdPerMonth,
      discountFactor: monthlyFactor ** (before + 1),
    };
  });
}

function emptyPaths(start: ProjectionStart, paths: number): SimulatedPaths {
  const { inputs, projection } = start;
  const { capexUsd } = inputs;
  const { months, discountRatioPerYear } = projection;
  const cost = capexUsd ?? 0;
  const monthly = () => new Float64Array(months * paths);
  return {
    paths,
    months,
    capexUsd,
    resaleUsd: projection.resaleUsd ?? (projection.resaleRatioOfCapex ?? 0) * cost,
    btcPriceUsd: monthly(),
    difficulty: monthly(),
    cumulativeUsd: monthly(),
    paybackMonths: new Float64Array(paths).fill(Number.POSITIVE_INFINITY),
    npvUsd:
      capexUsd === null || discountRatioPerYear === null ? null : new Float64Array(paths).fill(-capexUsd),
    btcMined: new Float64Array(paths),
    btcBought: new Float64Array(paths).fill(cost / start.btcPriceUsd),
    usdMined: new Float64Array(paths),
  };
}

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

/** Books one month's money on each path. */
function bookMonth(
  out: SimulatedPaths,
  month: number,
  terms: MonthTerms,
  poolFeeRatio: number,
  rewardPerDifficulty: Float64Array,
): void {
  const { paths, cumulativeUsd, paybackMonths, npvUsd, btcMined, btcBought, usdMined } = out;
  const base = (month - 1) * paths;
  const startUsd = -(out.capexUsd ?? 0);
  const btcPerUnit =
    terms.hashrateThs * ((BLOCK_SECONDS * HASHES_PER_TERAHASH) / HASHES_PER_DIFFICULTY) * (1 - poolFeeRatio);
  for (let path = 0; path < paths; path += 1) {
    const priceUsd = at(out.btcPriceUsd, base + path);
    const btcNet = btcPerUnit * at(rewardPerDifficulty, path);
    const netRevenueUsd = btcNet * priceUsd;
    const profitUsd = netRevenueUsd - terms.runningCostUsd;
    const before = month === 1 ? startUsd : at(cumulativeUsd, base - paths + path);
    const after = before + profitUsd;
    cumulativeUsd[base + path] = after;
    if (after >= 0 && at(paybackMonths, path) === Number.POSITIVE_INFINITY)
      paybackMonths[path] = before >= 0 ? month - 1 : month - 1 - before / profitUsd;
    if (npvUsd !== null) npvUsd[path] = at(npvUsd, path) + profitUsd * terms.discountFactor;
    btcMined[path] = at(btcMined, path) + btcNet;
    btcBought[path] = at(btcBought, path) + terms.runningCostUsd / priceUsd;
    usdMined[path] = at(usdMined, path) + netRevenueUsd;
  }
}

/** Sells the machines with the last month. */
function bookResale(out: SimulatedPaths, discountFactor: number): void {
  const { paths, resaleUsd, npvUsd, btcMined, usdMined } = out;
  const base = (out.months - 1) * paths;
  for (let path = 0; path < paths; path += 1) {
    if (npvUsd !== null) npvUsd[path] = at(npvUsd, path) + resaleUsd * discountFactor;
    btcMined[path] = at(btcMined, path) + resaleUsd / at(out.btcPriceUsd, base + path);
    usdMined[path] = at(usdMined, path) + resaleUsd;
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
    out.btcPriceUsd.set(walk.btcPriceUsd, base);
    mineMonth(walk, stretches, rewardPerDifficulty, out.difficulty.subarray(base, base + paths));
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
