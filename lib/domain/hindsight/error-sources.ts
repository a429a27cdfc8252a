/** A month's income and what it is made of; all > 0. */
export interface MonthIncome {
  readonly revenueUsd: number;
  /** Production behind it, BTC. */
  readonly btc: number;
  /** Mean over the month's days or blocks. */
  readonly rewardBtcPerBlock: number;
}

/** Happened minus said, split among what moved it, USD; the three sum to `totalUsd`. */
export interface ErrorSources {
  readonly priceUsd: number;
  readonly difficultyUsd: number;
  /** Not zero only in a month with a halving that came on another day than said. */
  readonly rewardUsd: number;
  readonly totalUsd: number;
}

/** The part of `own` in own x a x b - 1 x 1 x 1: the mean over the six orders in which the three can change. */
function partOf(own: number, a: number, b: number): number {
  return (own - 1) * ((1 + a * b) / 3 + (a + b) / 6);
}

/**
 * Where the difference between said and happened income of a month comes from, USD: price, difficulty or reward.
 *
 * Income is a product: price (income / BTC) x reward per block x ease (BTC / reward, the inverse of difficulty). What
 * price did to it depends on what difficulty did; each part is its mean over all orders in which the three can go
 * from said to happened (Shapley value), so the parts sum to the difference.
 *
 * @see https://en.wikipedia.org/wiki/Shapley_value
 */
export function errorSources(said: MonthIncome, happened: MonthIncome): ErrorSources {
  const price = happened.revenueUsd / happened.btc / (said.revenueUsd / said.btc);
  const reward = happened.rewardBtcPerBlock / said.rewardBtcPerBlock;
  const ease = happened.btc / happened.rewardBtcPerBlock / (said.btc / said.rewardBtcPerBlock);
  return {
    priceUsd: said.revenueUsd * partOf(price, reward, ease),
    difficultyUsd: said.revenueUsd * partOf(ease, price, reward),
    rewardUsd: said.revenueUsd * partOf(reward, price, ease),
    totalUsd: happened.revenueUsd - said.revenueUsd,
  };
}
