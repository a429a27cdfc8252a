import { BLOCK_SECONDS, HASHES_PER_DIFFICULTY, HASHES_PER_TERAHASH } from "../network/consensus";
import { at } from "./market-walk";
import type { MonthTerms } from "./month-terms";
import type { SimulatedPaths } from "./simulated-paths";

/** Books one month's money on each path. */
export function bookMonth(
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
export function bookResale(out: SimulatedPaths, discountFactor: number): void {
  const { paths, resaleUsd, npvUsd, btcMined, usdMined } = out;
  const base = (out.months - 1) * paths;
  for (let path = 0; path < paths; path += 1) {
    if (npvUsd !== null) npvUsd[path] = at(npvUsd, path) + resaleUsd * discountFactor;
    btcMined[path] = at(btcMined, path) + resaleUsd / at(out.btcPriceUsd, base + path);
    usdMined[path] = at(usdMined, path) + resaleUsd;
  }
}
