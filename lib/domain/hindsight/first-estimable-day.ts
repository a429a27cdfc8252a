import { estimateViews } from "../uncertainty/estimate-views";
import { type PastMarket, pastUpTo } from "./past-market";

/** First UTC day by whose end enough retarget periods were recorded to measure drift and spread; `null` when never. */
export function firstEstimableDay(past: PastMarket): string | null {
  for (const { dayUtc } of past.retargets) {
    const known = pastUpTo(past, dayUtc);
    if (estimateViews(known.days, known.retargets).kind === "estimated") return dayUtc;
  }
  return null;
}
