import {
  type ChoiceName,
  type Choices,
  choiceFields,
  choiceNames,
  numberNames,
  numberSpec,
  ruleProblem,
  type StateNumberName,
} from "@/components/calculator/fields";
import { viewNames } from "@/components/calculator/uncertainty/view-fields";

/** Everything a person can set. A number that is `null` follows the catalogue or the market, or means "none". */
export type CalculatorState = { readonly [K in StateNumberName]: number | null } & Choices & {
    /** Slug of the catalogue's model; `null` when the person types the machine's own figures. */
    readonly machine: string | null;
  };

/** The broken rule of each field that holds something wrong, in words. */
export type Problems = Readonly<Partial<Record<StateNumberName, string>>>;

export interface FormState {
  readonly state: CalculatorState;
  readonly problems: Problems;
}

export const startMachine = "antminer-s21";

/** The example the page opens with, and what a link of version 1 leaves out. Changing it changes old links. */
export const startState: CalculatorState = {
  machine: startMachine,
  ...(Object.fromEntries(
    [...numberNames, ...viewNames].map((name) => [name, numberSpec(name).start]),
  ) as Record<StateNumberName, number | null>),
  ...(Object.fromEntries(
    choiceNames.map((name) => [name, choiceFields[name].values[0]]),
  ) as unknown as Choices),
};

export type FormAction =
  | {
      readonly type: "number";
      readonly name: StateNumberName;
      readonly value: number | null;
      readonly problem: string | null;
    }
  | { readonly type: "choice"; readonly name: ChoiceName; readonly value: string }
  | { readonly type: "machine"; readonly machine: string | null; readonly nameplate: Nameplate | null }
  | { readonly type: "restore"; readonly state: CalculatorState };

/** The figures to start from when a person turns to typing their own machine. */
export interface Nameplate {
  readonly hashrateThs: number;
  readonly powerWatts: number;
}

/** The form after one step. A wrong entry is kept as `null` with its problem; nothing else is lost. */
export function formReducer(form: FormState, action: FormAction): FormState {
  switch (action.type) {
    case "number":
      return withNumber(form, action.name, action.value, action.problem);
    case "choice":
      return { ...form, state: withChoice(form.state, action.name, action.value) };
    case "machine":
      return withMachine(form, action.machine, action.nameplate);
    case "restore":
      return { state: action.state, problems: {} };
  }
}

function withNumber(
  form: FormState,
  name: StateNumberName,
  value: number | null,
  problem: string | null,
): FormState {
  const broken = problem ?? ruleProblem(name, value);
  const { [name]: _before, ...others } = form.problems;
  return {
    // The value stays beside its problem: were it thrown away, the field would take it for a change from outside.
    state: { ...form.state, [name]: value },
    problems: broken === null ? others : { ...others, [name]: broken },
  };
}

function withChoice(state: CalculatorState, name: ChoiceName, value: string): CalculatorState {
  const values: readonly string[] = choiceFields[name].values;
  if (!values.includes(value)) return state;
  const next = { ...state, [name]: value };
  // The heat map needs two different axes: choosing the other one's input swaps them.
  if (name === "heatX" && next.heatX === state.heatY) return { ...next, heatY: state.heatX };
  if (name === "heatY" && next.heatY === state.heatX) return { ...next, heatX: state.heatY };
  return next;
}

function withMachine(form: FormState, machine: string | null, nameplate: Nameplate | null): FormState {
  const { hashrateThs: _h, powerWatts: _w, machinePriceUsd: _p, ...problems } = form.problems;
  const own = machine === null ? nameplate : null;
  const state: CalculatorState = {
    ...form.state,
    machine,
    // Own figures of the machine before do not belong to the next one.
    hashrateThs: own?.hashrateThs ?? null,
    powerWatts: own?.powerWatts ?? null,
    machinePriceUsd: null,
  };
  return { state, problems };
}
