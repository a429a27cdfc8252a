import type { TornadoInput } from "@/components/charts/chart-types";

/** An input whose effect is known at one end at least. */
export interface TornadoRow {
  readonly input: TornadoInput;
  /** Lowest and highest outcome, the base included. */
  readonly from: number;
  readonly to: number;
}

/** Inputs by how far they move the outcome, widest first; those without any outcome are left out. */
export function tornadoRows(inputs: readonly TornadoInput[], base: number): TornadoRow[] {
  const rows = inputs.flatMap((input) => {
    const ends = [input.low, input.high].filter((end) => end !== null);
    return ends.length === 0 ? [] : [{ input, from: Math.min(base, ...ends), to: Math.max(base, ...ends) }];
  });
  return rows.sort((a, b) => b.to - b.from - (a.to - a.from));
}

/** What to write at the lower and at the upper end of a bar: the input's value that leads there. */
export function endLabels(
  { low, high, lowLabel, highLabel }: TornadoInput,
  base: number,
): { readonly below: string; readonly above: string } {
  const below: string[] = [];
  const above: string[] = [];
  if (low !== null && low !== base) (low < base ? below : above).push(lowLabel);
  if (high !== null && high !== base) (high < base ? below : above).push(highLabel);
  return { below: below.join(" or "), above: above.join(" or ") };
}
