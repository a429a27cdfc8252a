import type { CalculatorState } from "@/components/calculator/calculator-state";
import { readLink, writeLink } from "@/components/calculator/link-state";
import type { Outcome } from "@/components/calculator/outcome";
import { followed, resolveInputs } from "@/components/calculator/resolve-inputs";
import { calculate } from "@/lib/domain/mining/calculate";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

/*
 * A result that is held, to see what moved it since. Market and catalogue figures are held with it, as if they had been
 * typed: otherwise both sides would follow the market and its movement would not show.
 */

const linkKey = "from";

/** The state that gives this outcome again, whatever market and catalogue say by then. */
export function heldStateOf({ state, used }: Outcome): CalculatorState {
  const figures = new Map(used.map(({ name, figure }) => [name, figure.value]));
  const frozen = Object.fromEntries(followed.map((name) => [name, figures.get(name) ?? null]));
  return { ...state, ...frozen };
}

/** The outcome of a held state; `null` when it lacks what a result needs. */
export function heldOutcome(state: CalculatorState, models: readonly MinerModel[]): Outcome | null {
  const resolution = resolveInputs({ state, problems: {} }, null, undefined, false);
  if (resolution.kind !== "ready") return null;
  const model = models.find(({ slug }) => slug === state.machine) ?? null;
  return { ...resolution, model, result: calculate(resolution.inputs) };
}

/** `query` with the held state in it; unchanged when nothing is held. */
export function withHeldLink(query: string, held: CalculatorState | null): string {
  if (held === null) return query;
  const from = `${linkKey}=${encodeURIComponent(writeLink(held).replace(/^\?/, ""))}`;
  return query === "" ? `?v=1&${from}` : `${query}&${from}`;
}

/** The held state in a link, `null` when it holds none. What cannot be read in it takes its starting value, as in the link itself. */
export function readHeldLink(query: string): CalculatorState | null {
  const from = new URLSearchParams(query).get(linkKey);
  return from === null ? null : readLink(`?${from}`).state;
}
