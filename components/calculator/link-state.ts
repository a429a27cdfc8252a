import { type CalculatorState, startState } from "@/components/calculator/calculator-state";
import {
  type ChoiceName,
  choiceFields,
  choiceNames,
  numberNames,
  numberSpec,
  ruleProblem,
  type StateNumberName,
} from "@/components/calculator/fields";
import { viewNames } from "@/components/calculator/uncertainty/view-fields";

/*
 * The state of the screen in a link: `?v=1` and one short key for each field that differs from the start.
 * Above `packedAbove` characters the keys go and the values stand in a fixed order instead: `?v=1&z=a~b~~c`.
 */

const version = "1";
const packedAbove = 200;
const empty = "-";
const separator = "~";

/** Keys in the order of the packed form. Append only: a position belongs to its field for good. */
const slots: readonly Slot[] = [
  { key: "m", kind: "machine" },
  ...numberNames.map((name): Slot => ({ key: numberSpec(name).urlKey, kind: "number", name })),
  ...choiceNames.map((name): Slot => ({ key: choiceFields[name].urlKey, kind: "choice", name })),
  ...viewNames.map((name): Slot => ({ key: numberSpec(name).urlKey, kind: "number", name })),
];

type Slot =
  | { readonly key: string; readonly kind: "machine" }
  | { readonly key: string; readonly kind: "number"; readonly name: StateNumberName }
  | { readonly key: string; readonly kind: "choice"; readonly name: ChoiceName };

/** One part of a link that could not be used; the field then keeps its starting value. */
export interface LinkProblem {
  readonly field: string;
  readonly given: string;
  readonly rule: string;
}

export interface LinkReading {
  readonly state: CalculatorState;
  readonly problems: readonly LinkProblem[];
}

/** The query of a link that shows the same: "" for the starting state, else beginning with "?". */
export function writeLink(state: CalculatorState): string {
  const values = slots.map((slot) => textOf(slot, state));
  const parts = slots.flatMap((slot, index) => {
    const value = values[index] ?? "";
    return value === "" ? [] : [`${slot.key}=${value}`];
  });
  if (parts.length === 0) return "";
  const plain = `?v=${version}&${parts.join("&")}`;
  if (plain.length <= packedAbove) return plain;
  const packed = `?v=${version}&z=${values.join(separator).replace(/~+$/, "")}`;
  return packed.length < plain.length ? packed : plain;
}

/** What a link asks for. What cannot be understood is named and takes its starting value, alone. */
export function readLink(query: string): LinkReading {
  const params = new URLSearchParams(query);
  const problems: LinkProblem[] = [];
  const given = new Map<Slot, string>();
  const asked = params.get("v");
  if (asked !== null && asked !== version) {
    const rule = `this page reads version ${version}; what it does not know is left out`;
    problems.push({ field: "Version of the link", given: asked, rule });
  }
  const packed = params.get("z");
  const pieces = packed === null ? [] : packed.split(separator);
  if (pieces.length > slots.length) {
    const rule = `at most ${slots.length} values`;
    problems.push({ field: "Packed values", given: `${pieces.length} values`, rule });
  }
  for (const [index, slot] of slots.entries()) {
    const text = params.get(slot.key) ?? pieces[index] ?? "";
    if (text !== "") given.set(slot, text);
  }
  let state = startState;
  for (const [slot, text] of given) {
    const read = readSlot(slot, text);
    if (typeof read === "string")
      problems.push({ field: labelOf(slot), given: text.slice(0, 40), rule: read });
    else state = { ...state, ...read };
  }
  if (state.heatX === state.heatY) {
    const rule = "two different inputs";
    problems.push({ field: "Heat map", given: `${state.heatX} twice`, rule });
    state = { ...state, heatX: startState.heatX, heatY: startState.heatY };
  }
  return { state, problems };
}

function labelOf(slot: Slot): string {
  if (slot.kind === "machine") return "Machine";
  return slot.kind === "number" ? numberSpec(slot.name).label : choiceFields[slot.name].label;
}

function textOf(slot: Slot, state: CalculatorState): string {
  const name = slot.kind === "machine" ? "machine" : slot.name;
  const value = state[name];
  if (value === startState[name]) return "";
  return value === null ? empty : encodeURIComponent(String(value));
}

/** The part of the state a slot's text stands for, or the broken rule. */
function readSlot(slot: Slot, text: string): Partial<CalculatorState> | string {
  if (slot.kind === "machine") {
    if (text === empty) return { machine: null };
    return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
      ? { machine: text }
      : "the short name of a machine in the catalogue";
  }
  if (slot.kind === "choice") {
    const values: readonly string[] = choiceFields[slot.name].values;
    return values.includes(text) ? { [slot.name]: text } : `one of ${values.join(", ")}`;
  }
  const value = text === empty ? null : numberFrom(text);
  if (value === undefined) return "a number";
  const problem = ruleProblem(slot.name, value);
  if (problem === null) return { [slot.name]: value };
  const { unit, limit } = numberSpec(slot.name);
  if (unit.startsWith("%")) return `a ratio from ${limit.min} to ${limit.max} (0.02 is 2 %)`;
  return problem === "Fill this in" ? "a number" : problem.replace(/^Must be /, "");
}

function numberFrom(text: string): number | undefined {
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
