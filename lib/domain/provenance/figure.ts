/** A number from outside (or derived from one) with everything needed to defend it. */
export interface Figure {
  /** The number in `unit`; `null` when it is missing, and then `note` says why. */
  readonly value: number | null;
  /** Unit in words a miner reads: "USD", "USD/PH/day", "TH/s", "BTC/block", "blocks". */
  readonly unit: string;
  /** Who says so ("mempool.space", "Binance", "shipped daily close"); `null` when missing. */
  readonly source: string | null;
  /** The moment the figure describes, ISO 8601 UTC; `null` when missing or not bound to a moment. */
  readonly asOf: string | null;
  /** True when the figure is older than its kind allows, or its source could not be asked again. */
  readonly stale: boolean;
  /** Formula, caveat, or the reason why the value is missing. */
  readonly note?: string;
}

/** A `Figure` for a number that nobody could supply; never replaced by a constant or a guess. */
export function missingFigure(unit: string, note: string): Figure {
  return { value: null, unit, source: null, asOf: null, stale: false, note };
}

export type FigureAge = "fresh" | "ageing" | "stale" | "missing";

/**
 * How old a figure is, in one word for the age dot.
 *
 * @param freshMsMax at most this old is "fresh"; up to three times it "ageing"; beyond, "stale".
 */
export function figureAge(figure: Figure, nowMs: number, freshMsMax: number): FigureAge {
  if (figure.value === null) return "missing";
  if (figure.stale) return "stale";
  if (figure.asOf === null) return "fresh";
  const ageMs = nowMs - Date.parse(figure.asOf);
  if (ageMs <= freshMsMax) return "fresh";
  return ageMs <= 3 * freshMsMax ? "ageing" : "stale";
}
