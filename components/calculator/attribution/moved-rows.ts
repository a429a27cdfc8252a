import { inputLabel, inputText } from "@/components/calculator/input-words";
import type { Outcome } from "@/components/calculator/outcome";
import {
  type AttributionAnswer,
  attributeChange,
  type ChangePart,
  type InputGroup,
} from "@/lib/domain/attribution/attribute-change";

/** One line of "what moved the result". */
export interface MovedRow {
  readonly key: string;
  readonly label: string;
  /** "100 → 150", or a line for each input that moved together. */
  readonly changes: readonly string[];
  readonly dailyCents: number | null;
  readonly npvCents: number | null;
}

export interface Moved {
  readonly daily: AttributionAnswer;
  readonly npv: AttributionAnswer;
  /** Those that moved either figure, widest first. */
  readonly rows: readonly MovedRow[];
  /** Inputs that changed and moved neither figure. */
  readonly without: readonly string[];
}

const familyLabels: Readonly<Record<string, string>> = {
  machine: "Machine",
  quantity: "Machines",
  fleet: "Machines and costs",
  market: "Market",
  projection: "Months ahead",
};

/** What moved daily profit and present value between the held outcome and the one shown, split exactly to the cent. */
export function movedBetween(held: Outcome, now: Outcome): Moved {
  const groups = groupsOf(held, now);
  const daily = attributeChange(held.inputs, now.inputs, "dailyProfitUsd", groups);
  const npv = attributeChange(held.inputs, now.inputs, "npvUsd", groups);
  const known = partsOf(daily).length > 0 ? partsOf(daily) : partsOf(npv);
  const rows = known.map(
    (part): MovedRow => ({
      key: part.key,
      label: familyLabels[part.key] ?? inputLabel(part.key),
      changes: changesOf(part, held, now),
      dailyCents: centsOf(daily, part.key),
      npvCents: centsOf(npv, part.key),
    }),
  );
  const moves = ({ dailyCents, npvCents }: MovedRow) => (dailyCents ?? 0) !== 0 || (npvCents ?? 0) !== 0;
  return {
    daily,
    npv,
    rows: rows.filter(moves).sort((a, b) => weight(b) - weight(a)),
    without: rows.filter((row) => !moves(row)).map(({ label }) => label),
  };
}

function partsOf(answer: AttributionAnswer): readonly ChangePart[] {
  return answer.kind === "attributed" ? answer.attribution.parts : [];
}

function centsOf(answer: AttributionAnswer, key: string): number | null {
  return partsOf(answer).find((part) => part.key === key)?.contributionCents ?? null;
}

function weight({ dailyCents, npvCents }: MovedRow): number {
  return Math.abs(npvCents ?? dailyCents ?? 0);
}

/** Another machine brings its own price, more machines cost more: what follows from one choice is one change. */
function groupsOf(held: Outcome, now: Outcome): readonly InputGroup[] {
  const hasOtherMachine = held.state.machine !== now.state.machine;
  const hasOtherCount = held.inputs.quantity !== now.inputs.quantity;
  const groups: InputGroup[] = [];
  if (hasOtherMachine) {
    const price = hasOtherCount ? [] : ["capexUsd"];
    groups.push({ key: "machine", paths: ["hashrateThs", "powerWatts", ...price] });
  } else if (hasOtherCount) groups.push({ key: "quantity", paths: ["quantity", "capexUsd"] });
  return groups;
}

function changesOf(part: ChangePart, held: Outcome, now: Outcome): readonly string[] {
  if (part.key === "machine") return [`${machineName(held)} → ${machineName(now)}`];
  const isAlone = part.differences.length === 1;
  return part.differences.map(({ path, before, after }) => {
    const change = `${inputText(path, before)} → ${inputText(path, after)}`;
    return isAlone ? change : `${inputLabel(path)}: ${change}`;
  });
}

function machineName({ model, state }: Outcome): string {
  return model?.name ?? state.machine ?? "own machine";
}
