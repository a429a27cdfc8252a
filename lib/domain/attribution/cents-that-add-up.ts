import { DomainError } from "../domain-error";

const CENTS_PER_USD = 100;

/**
 * Parts in whole cents whose sum is exactly `totalCents`: each rounded down or up so that the sum comes out.
 *
 * The largest remainders are rounded up (Hamilton's method), so no part is off by a cent or more from its own value as
 * long as the parts add up to the total within half a cent of rounding each.
 *
 * @param partsUsd in USD, any sign.
 * @param totalCents whole, within a cent a part of the parts' sum.
 * @throws {DomainError} when the parts do not add up to the total: rounding cannot mend that.
 * @see https://en.wikipedia.org/wiki/Quota_method
 */
export function centsThatAddUp(partsUsd: readonly number[], totalCents: number): number[] {
  const exact = partsUsd.map((usd) => usd * CENTS_PER_USD);
  const cents = exact.map(Math.floor);
  const missing = totalCents - cents.reduce((sum, part) => sum + part, 0);
  if (Math.abs(missing) > partsUsd.length) {
    const rule = `the sum of the parts, ${totalCents - missing} cents, give or take a cent for each of ${partsUsd.length}`;
    throw new DomainError("totalCents", `totalCents must be ${rule}, got ${totalCents}`, {
      value: totalCents,
      rule,
    });
  }
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder);
  for (let given = 0; given < Math.abs(missing); given += 1) {
    // From the smallest remainder when there is a cent too many: rounding of the sums themselves can do that.
    const chosen = byRemainder[missing > 0 ? given : byRemainder.length - 1 - given];
    if (chosen !== undefined) cents[chosen.index] = (cents[chosen.index] ?? 0) + Math.sign(missing);
  }
  return cents;
}

/** USD as whole cents, halves away from zero. */
export function toWholeCents(usd: number): number {
  // The sum turns -0 into 0.
  return Math.sign(usd) * Math.round(Math.abs(usd) * CENTS_PER_USD) + 0;
}
