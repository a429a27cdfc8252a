import { MONTHS_PER_YEAR } from "../network/consensus";
import { type Limit, requireWithin } from "../require-range";

const RATE: Limit = { min: -1, aboveMin: true, max: Number.MAX_VALUE, unit: "(ratio per year)" };

/**
 * Net present value in the currency of the flows: the sum of flows[m] / (1 + r)^(m / 12).
 *
 * @param flows monthly cash flows, flows[0] now and undiscounted, flows[m] at the end of month m.
 * @param discountRatioPerYear r, effective per year, > -1.
 * @throws {DomainError} when r <= -1.
 */
export function netPresentValue(flows: readonly number[], discountRatioPerYear: number): number {
  requireWithin("discountRatioPerYear", discountRatioPerYear, RATE);
  const monthlyFactor = (1 + discountRatioPerYear) ** (-1 / MONTHS_PER_YEAR);
  return presentValueAtFactor(flows, monthlyFactor);
}

/** The sum of flows[m] x factor^m, by Horner's rule. */
export function presentValueAtFactor(flows: readonly number[], monthlyFactor: number): number {
  return flows.reduceRight((later, flow) => later * monthlyFactor + flow, 0);
}
