import type { BackTestState } from "@/components/calculator/hindsight/back-test-state";
import type { PastMarket } from "@/lib/domain/hindsight/past-market";
import { nearestTestableDay, type TestableDays } from "@/lib/domain/hindsight/testable-days";
import { DAYS_PER_MONTH } from "@/lib/domain/network/consensus";
import { dayNumber, utcDay } from "@/lib/domain/network/utc-day";

/** Why the day asked for cannot be tested and which one is shown instead, in words; `null` when it can. */
export function whyNotThisDay(
  days: TestableDays,
  { dayUtc, months }: Pick<BackTestState, "dayUtc" | "months">,
  past: PastMarket,
): string | null {
  const shown = nearestTestableDay(days, dayUtc);
  if (shown === dayUtc) return null;
  const instead = `Shown instead: ${shown}.`;
  const first = past.days[0]?.dayUtc ?? shown;
  const last = past.days.at(-1)?.dayUtc ?? shown;
  if (dayUtc < first) {
    return `${dayUtc} lies before the recorded history, which begins on ${first}. ${instead}`;
  }
  if (dayUtc < shown) {
    return `On ${dayUtc} too little history lay behind: price and difficulty are measured from ${first} on, and the first estimate is possible on ${shown}. ${instead}`;
  }
  if (dayUtc > last) {
    return `${dayUtc} lies after the recorded history, which ends on ${last}. ${instead}`;
  }
  const end = utcDay(Math.ceil(dayNumber("dayUtc", dayUtc) + months * DAYS_PER_MONTH));
  return `The ${months} months after ${dayUtc} end on ${end}, and the recorded history ends on ${last}. ${instead}`;
}
