import {
  BLOCKS_PER_MONTH,
  BLOCKS_PER_RETARGET,
  RETARGET_CHANGE_RATIO_MAX,
  RETARGET_CHANGE_RATIO_MIN,
} from "../network/consensus";
import type { ProjectionStart } from "../projection/block-walk";
import { DIFFICULTY_MIN } from "../projection/month-stepper";
import type { Stretch } from "./event-grid";
import type { MarketViews } from "./market-views";
import { normalQuantile } from "./normal-quantile";
import type { SeededRandom } from "./seeded-random";

/** An element that is known to be there; were it not, the answer would turn NaN instead of subtly wrong. */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}

/**
 * Price and difficulty of many paths, side by side, walked in block time.
 *
 * Over b blocks the log of the price moves by sigma_p x sqrt(b / 4,383) x z1 and that of difficulty by
 * sigma_d x sqrt(b / 2,016) x (rho x z1 + sqrt(1 - rho^2) x z2), with z1, z2 standard normal. The moves are collected
 * and take effect, with the growth, when the month or the epoch ends; the part of the running epoch that is mined
 * already adds no uncertainty. A step of difficulty stays within what consensus allows. Each path draws once how wrong
 * the growths are, with the same correlation (the errors of two means correlate as their summands do).
 */
export class MarketWalk {
  readonly btcPriceUsd: Float64Array;
  readonly difficulty: Float64Array;
  private readonly paths: number;
  private readonly random: SeededRandom;
  private readonly views: MarketViews;
  private readonly ownShare: number;
  private readonly priceGrowth: Float64Array;
  private readonly difficultyGrowth: Float64Array;
  private readonly pricePending: Float64Array;
  private readonly difficultyPending: Float64Array;
  private readonly stepMin: number;
  private readonly stepMax: number;

  constructor(start: ProjectionStart, views: MarketViews, paths: number, random: SeededRandom) {
    this.paths = paths;
    this.random = random;
    this.views = views;
    this.ownShare = Math.sqrt(1 - views.correlation ** 2);
    this.btcPriceUsd = new Float64Array(paths).fill(start.btcPriceUsd);
    this.difficulty = new Float64Array(paths).fill(start.inputs.market.difficulty);
    this.pricePending = new Float64Array(paths);
    this.difficultyPending = new Float64Array(paths);
    // Growth per month where difficulty is asked to step by the month.
    const epochs =
      start.projection.difficultyGrowthPer === "month" ? BLOCKS_PER_MONTH / BLOCKS_PER_RETARGET : 1;
    this.stepMin = Math.log1p(RETARGET_CHANGE_RATIO_MIN) * epochs;
    this.stepMax = Math.log1p(RETARGET_CHANGE_RATIO_MAX) * epochs;
    this.priceGrowth = new Float64Array(paths).fill(Math.log1p(views.priceGrowthRatioPerMonth));
    this.difficultyGrowth = new Float64Array(paths).fill(
      Math.log1p(views.difficultyGrowthRatioPerRetarget) * epochs,
    );
    this.scatter(
      this.priceGrowth,
      views.priceGrowthStandardError,
      this.difficultyGrowth,
      views.difficultyGrowthStandardError * epochs,
    );
  }

  /** Adds to both arrays normal values of the given deviations, correlated path by path. */
  private scatter(
    price: Float64Array,
    priceDeviation: number,
    difficulty: Float64Array,
    difficultyDeviation: number,
  ): void {
    const { random, ownShare } = this;
    const { correlation } = this.views;
    for (let path = 0; path < this.paths; path += 1) {
      const shared = normalQuantile(random.nextUnit());
      const own = normalQuantile(random.nextUnit());
      price[path] = at(price, path) + priceDeviation * shared;
      difficulty[path] = at(difficulty, path) + difficultyDeviation * (correlation * shared + ownShare * own);
    }
  }

  /** Mines the blocks of a stretch; difficulty steps at its end when the stretch says so. */
  pass({ blocks, endsWithDifficultyStep }: Stretch): void {
    const { priceVolatilityPerMonth, difficultyVolatilityPerRetarget } = this.views;
    this.scatter(
      this.pricePending,
      priceVolatilityPerMonth * Math.sqrt(blocks / BLOCKS_PER_MONTH),
      this.difficultyPending,
      difficultyVolatilityPerRetarget * Math.sqrt(blocks / BLOCKS_PER_RETARGET),
    );
    if (endsWithDifficultyStep) this.stepDifficulty();
  }

  private stepDifficulty(): void {
    const { difficulty, difficultyGrowth, difficultyPending, stepMin, stepMax } = this;
    for (let path = 0; path < this.paths; path += 1) {
      const wanted = at(difficultyGrowth, path) + at(difficultyPending, path);
      const step = Math.min(stepMax, Math.max(stepMin, wanted));
      difficulty[path] = Math.max(DIFFICULTY_MIN, at(difficulty, path) * Math.exp(step));
      difficultyPending[path] = 0;
    }
  }

  /**
   * Writes the price at which the month just mined is sold, USD per BTC: that of its start, moved by half of the noise
   * collected since. Coins are sold as they are mined, so the month's mean price counts; the log of a random walk's mean
   * has about a third of the walk's variance, this has a quarter. Without it the first month would carry no risk at all.
   */
  monthPrice(into: Float64Array): void {
    const { btcPriceUsd, pricePending } = this;
    for (let path = 0; path < this.paths; path += 1)
      into[path] = at(btcPriceUsd, path) * Math.exp(at(pricePending, path) / 2);
  }

  /** Begins the next month: the price takes its growth and what was collected since it last stepped. */
  stepPrice(): void {
    const { btcPriceUsd, priceGrowth, pricePending } = this;
    for (let path = 0; path < this.paths; path += 1) {
      btcPriceUsd[path] = at(btcPriceUsd, path) * Math.exp(at(priceGrowth, path) + at(pricePending, path));
      pricePending[path] = 0;
    }
  }
}
