import type { MineVersusBuy, ProjectionMonth } from "../mining/calculation";

/**
 * BTC from mining against BTC bought with the same dollars at the same times.
 *
 * mined = sum of net BTC, all kept, + resale / last price. bought = capital cost / price now + sum of
 * (energy + fixed costs)_m / price_m: whoever mines also pays the bills, so the buyer may spend that money too.
 *
 * @param months the projection, at least one month.
 * @param btcPriceUsd today's price, > 0, at which the capital cost would be spent.
 */
export function mineVersusBuy(
  months: readonly ProjectionMonth[],
  capexUsd: number,
  resaleUsd: number,
  btcPriceUsd: number,
): MineVersusBuy {
  let btcMined = 0;
  let btcBought = capexUsd / btcPriceUsd;
  let lastPriceUsd = btcPriceUsd;
  for (const month of months) {
    btcMined += month.btcNet;
    btcBought += (month.energyCostUsd + month.fixedCostUsd) / month.btcPriceUsd;
    lastPriceUsd = month.btcPriceUsd;
  }
  btcMined += resaleUsd / lastPriceUsd;
  return { btcMined, btcBought, better: btcMined > btcBought ? "mine" : "buy" };
}
