import { type Figure, missingFigure } from "./figure";

/**
 * A figure computed from others: as old as the oldest of them, stale when one is, from all their sources.
 * When an input is missing the result is missing for that input's reason.
 *
 * @param unit unit of the result.
 * @param inputs in the order in which `compute` takes their values.
 * @param compute the formula; gets numbers only.
 * @param note formula or caveat of the result, in words.
 */
export function deriveFigure(
  unit: string,
  inputs: readonly Figure[],
  compute: (...values: readonly number[]) => number,
  note?: string,
): Figure {
  const values: number[] = [];
  for (const input of inputs) {
    if (input.value === null) return missingFigure(unit, input.note ?? "An input of this figure is missing.");
    values.push(input.value);
  }
  const sources = new Set(inputs.flatMap(({ source }) => (source === null ? [] : [source])));
  const moments = inputs.flatMap(({ asOf }) => (asOf === null ? [] : [asOf])).sort();
  return {
    value: compute(...values),
    unit,
    source: sources.size === 0 ? null : [...sources].join(", "),
    asOf: moments[0] ?? null,
    stale: inputs.some(({ stale }) => stale),
    ...(note === undefined ? {} : { note }),
  };
}
