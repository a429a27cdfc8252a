import type { CalculationInputs, MarketInputs, ProjectionInputs } from "../mining/calculation";

/** Everything in `CalculationInputs` is a number, a word, a flag or nothing. */
export type InputValue = number | string | boolean | null;

/** An input that differs between two calculations, by the path the API uses ("market.difficulty"). */
export interface InputDifference {
  readonly path: string;
  readonly before: InputValue;
  readonly after: InputValue;
}

type OwnKey = Exclude<keyof CalculationInputs, "market" | "projection">;

/** Where the two differ, in the order of the inputs; a projection that only one of them has is one difference. */
export function inputDifferences(before: CalculationInputs, after: CalculationInputs): InputDifference[] {
  const differences: InputDifference[] = [];
  const note = (path: string, from: InputValue, to: InputValue): void => {
    if (from !== to) differences.push({ path, before: from, after: to });
  };
  for (const key of ownKeys(after)) note(key, before[key], after[key]);
  for (const key of keysOf(after.market)) note(`market.${key}`, before.market[key], after.market[key]);
  if (before.projection === null || after.projection === null) {
    const word = (projection: ProjectionInputs | null) => (projection === null ? null : "given");
    note("projection", word(before.projection), word(after.projection));
    return differences;
  }
  for (const key of keysOf(after.projection)) {
    note(`projection.${key}`, before.projection[key], after.projection[key]);
  }
  return differences;
}

/** `before` with the inputs at `paths` taken from `after`. Paths are those of `inputDifferences`. */
export function withInputsOf(
  before: CalculationInputs,
  after: CalculationInputs,
  paths: ReadonlySet<string>,
): CalculationInputs {
  const projection =
    before.projection === null || after.projection === null
      ? paths.has("projection")
        ? after.projection
        : before.projection
      : picked(before.projection, after.projection, "projection.", paths);
  const { market: _market, projection: _projection, ...own } = picked(before, after, "", paths);
  const market: MarketInputs = picked(before.market, after.market, "market.", paths);
  return { ...own, market, projection };
}

function picked<Part extends object>(
  before: Part,
  after: Part,
  prefix: string,
  paths: ReadonlySet<string>,
): Part {
  const part = { ...before };
  for (const key of keysOf(after)) if (paths.has(prefix + String(key))) part[key] = after[key];
  return part;
}

function keysOf<Part extends object>(part: Part): (keyof Part)[] {
  return Object.keys(part) as (keyof Part)[];
}

function ownKeys(inputs: CalculationInputs): OwnKey[] {
  return keysOf(inputs).filter((key): key is OwnKey => key !== "market" && key !== "projection");
}
