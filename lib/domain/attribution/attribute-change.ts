import type { CalculationInputs } from "../mining/calculation";
import { requireValidInputs } from "../mining/check-inputs";
import { missingMetricReason, type OutcomeMetric, outcomeMetricUsd } from "../sensitivity/outcome-metric";
import { centsThatAddUp, toWholeCents } from "./cents-that-add-up";
import { type InputDifference, inputDifferences, withInputsOf } from "./input-differences";

/** Inputs that a person changes in one go: a machine is hashrate, power and cost. */
export interface InputGroup {
  readonly key: string;
  readonly paths: readonly string[];
}

export interface ChangePart {
  /** Key of the group, or the path of an input on its own. */
  readonly key: string;
  readonly differences: readonly InputDifference[];
  /** What this change brought, whole cents; the parts sum exactly to `differenceCents`. */
  readonly contributionCents: number;
}

export interface ChangeAttribution {
  readonly metric: OutcomeMetric;
  readonly beforeCents: number;
  readonly afterCents: number;
  /** afterCents - beforeCents. */
  readonly differenceCents: number;
  /** Largest contribution first, whatever its sign. */
  readonly parts: readonly ChangePart[];
}

export type AttributionAnswer =
  | { readonly kind: "attributed"; readonly attribution: ChangeAttribution }
  | { readonly kind: "unknown"; readonly reason: string };

/** 2^10 evaluations take about 15 ms with sixty months ahead; more parts than this are merged by family. */
const PARTS_MAX = 10;

/**
 * What each changed input contributed to the change of a metric between two calculations, in cents that sum exactly.
 *
 * Shapley's value: the input's effect averaged over every order in which the changes could have been made. It is the
 * only split that sums to the whole, gives nothing to what does not matter and treats equal effects alike. Two changes
 * that act on each other (price and quantity) share their joint effect in halves.
 *
 * More than ten changes are merged into families (machine and site, market, months ahead) before they are split.
 *
 * @param groups inputs that count as one change; those not named stand alone.
 * @throws {DomainError} on broken inputs.
 * @see Shapley, L. S. (1953), "A value for n-person games".
 */
export function attributeChange(
  before: CalculationInputs,
  after: CalculationInputs,
  metric: OutcomeMetric,
  groups: readonly InputGroup[] = [],
): AttributionAnswer {
  requireValidInputs(before);
  requireValidInputs(after);
  const parts = partsOf(inputDifferences(before, after), groups);
  const values: number[] = [];
  for (let mask = 0; mask < 2 ** parts.length; mask += 1) {
    const mixed = withInputsOf(before, after, pathsOf(parts, mask));
    const valueUsd = outcomeMetricUsd(mixed, metric);
    if (valueUsd === null)
      return { kind: "unknown", reason: missingMetricReason(mixed, metric) ?? "unknown" };
    values.push(valueUsd);
  }
  const beforeCents = toWholeCents(values[0] ?? 0);
  const afterCents = toWholeCents(values.at(-1) ?? 0);
  const cents = centsThatAddUp(shapleyValues(values, parts.length), afterCents - beforeCents);
  const attributed = parts.map((part, index) => ({ ...part, contributionCents: cents[index] ?? 0 }));
  attributed.sort((a, b) => Math.abs(b.contributionCents) - Math.abs(a.contributionCents));
  return {
    kind: "attributed",
    attribution: {
      metric,
      beforeCents,
      afterCents,
      differenceCents: afterCents - beforeCents,
      parts: attributed,
    },
  };
}

/**
 * Shapley's value of each of `count` players.
 *
 * sum over sets S without i of |S|! (n - |S| - 1)! / n! x (v(S with i) - v(S)).
 *
 * @param values v of each set by its bit mask, 2^count of them.
 */
export function shapleyValues(values: readonly number[], count: number): number[] {
  const shares = new Array<number>(count).fill(0);
  for (let mask = 0; mask < values.length; mask += 1) {
    const weight = 1 / (count * binomial(count - 1, bitCount(mask)));
    for (let player = 0; player < count; player += 1) {
      const bit = 1 << player;
      if ((mask & bit) !== 0) continue;
      const gain = (values[mask | bit] ?? 0) - (values[mask] ?? 0);
      shares[player] = (shares[player] ?? 0) + weight * gain;
    }
  }
  return shares;
}

type Part = Omit<ChangePart, "contributionCents">;

function partsOf(differences: readonly InputDifference[], groups: readonly InputGroup[]): Part[] {
  const keyOf = (path: string): string => groups.find(({ paths }) => paths.includes(path))?.key ?? path;
  const parts = gathered(differences, keyOf);
  return parts.length <= PARTS_MAX ? parts : gathered(differences, familyOf);
}

function gathered(differences: readonly InputDifference[], keyOf: (path: string) => string): Part[] {
  const parts = new Map<string, InputDifference[]>();
  for (const difference of differences) {
    const key = keyOf(difference.path);
    parts.set(key, [...(parts.get(key) ?? []), difference]);
  }
  return [...parts].map(([key, members]) => ({ key, differences: members }));
}

function familyOf(path: string): string {
  if (path.startsWith("market.")) return "market";
  return path.startsWith("projection") ? "projection" : "fleet";
}

function pathsOf(parts: readonly Part[], mask: number): Set<string> {
  const chosen = parts.filter((_part, index) => (mask & (1 << index)) !== 0);
  return new Set(chosen.flatMap(({ differences }) => differences.map(({ path }) => path)));
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest >>= 1) count += rest & 1;
  return count;
}

function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i += 1) result = (result * (n - k + i)) / i;
  return result;
}
