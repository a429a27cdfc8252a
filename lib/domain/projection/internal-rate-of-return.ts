import { MONTHS_PER_YEAR } from "../network/consensus";
import { presentValueAtFactor } from "./net-present-value";

export interface RateOfReturn {
  /** Effective rate per year (0.35 = 35 %), or `null`. */
  readonly ratioPerYear: number | null;
  /** Why there is no rate; `null` when there is one. */
  readonly reason: string | null;
}

/**
 * Monthly discount factors searched: rates from 999,900 % down to -90 % a month. Below that a yearly rate cannot be
 * told from -100 % any more.
 */
const FACTOR_MIN = 1e-4;
const FACTOR_MAX = 10;
/** Grid of the search for several roots: factors 3 % apart. */
const GRID_STEPS = 400;
/** Halvings of a bracket until a double cannot tell its ends apart. */
const BISECTIONS_MAX = 200;

function signChanges(flows: readonly number[]): number {
  let changes = 0;
  let last = 0;
  for (const flow of flows) {
    if (flow === 0) continue;
    if (last !== 0 && flow > 0 !== last > 0) changes += 1;
    last = flow;
  }
  return changes;
}

/** Root between two factors whose values have opposite signs, by bisection: slow, never wrong. */
function rootBetween(flows: readonly number[], low: number, high: number): number {
  let [a, b] = [low, high];
  const isRising = presentValueAtFactor(flows, a) < 0;
  for (let i = 0; i < BISECTIONS_MAX; i += 1) {
    const middle = (a + b) / 2;
    if (middle <= a || middle >= b) break;
    if (presentValueAtFactor(flows, middle) < 0 === isRising) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

function rootsOnGrid(flows: readonly number[], steps: number): number[] {
  const roots: number[] = [];
  const stride = (FACTOR_MAX / FACTOR_MIN) ** (1 / steps);
  let previous = FACTOR_MIN;
  let previousValue = presentValueAtFactor(flows, previous);
  for (let i = 1; i <= steps; i += 1) {
    const factor = i === steps ? FACTOR_MAX : FACTOR_MIN * stride ** i;
    const value = presentValueAtFactor(flows, factor);
    if (previousValue < 0 !== value < 0) roots.push(rootBetween(flows, previous, factor));
    previous = factor;
    previousValue = value;
  }
  return roots;
}

function none(reason: string): RateOfReturn {
  return { ratioPerYear: null, reason };
}

function perYear(monthlyFactor: number): RateOfReturn {
  return { ratioPerYear: monthlyFactor ** -MONTHS_PER_YEAR - 1, reason: null };
}

/**
 * Internal rate of return per year: the effective rate at which the net present value of monthly flows is zero.
 *
 * Solved in the discount factor x = 1 / (1 + monthly rate). One change of sign among the flows means exactly one root
 * (Descartes); with several, a grid looks for all of them. Where more than one rate fits, the only one >= 0 is taken
 * when the undiscounted sum is positive (a loss at the end adds an absurd negative root); else there is no answer.
 *
 * @param flows flows[0] now, flows[m] at the end of month m.
 */
export function internalRateOfReturn(flows: readonly number[]): RateOfReturn {
  const changes = signChanges(flows);
  if (changes === 0) {
    const earns = flows.some((flow) => flow > 0);
    return none(earns ? "nothing is invested, so no rate is defined" : "no month brings money back");
  }
  const roots = rootsOnGrid(flows, changes === 1 ? 1 : GRID_STEPS);
  const [only] = roots;
  if (only === undefined)
    return none("no rate above -90 % a month brings the present value of these payments to zero");
  if (roots.length === 1) return perYear(only);
  const notNegative = roots.filter((factor) => factor <= 1);
  const [best] = notNegative;
  if (best !== undefined && notNegative.length === 1 && presentValueAtFactor(flows, 1) > 0)
    return perYear(best);
  return none(`${roots.length} different rates give a net present value of 0`);
}
