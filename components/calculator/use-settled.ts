"use client";

import { useEffect, useState } from "react";
import type { Outcome } from "@/components/calculator/outcome";

/**
 * The outcome once it has stood still for `delayMs`; what to draw (axes, measure) counts at once.
 *
 * The chart library redraws in one piece, 30 to 50 ms of work a chart: each chart waits for a pause in typing, and by
 * a different time, so that no two redraw in one task.
 */
export function useSettled(outcome: Outcome, delayMs: number): Outcome {
  const [settled, setSettled] = useState(outcome);
  const isChoice = choicesOf(settled) !== choicesOf(outcome);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(outcome), isChoice ? 0 : delayMs);
    return () => clearTimeout(timer);
  }, [outcome, isChoice, delayMs]);
  return settled;
}

function choicesOf({ state }: Outcome): string {
  return `${state.heatX} ${state.heatY} ${state.tornadoMetric}`;
}
