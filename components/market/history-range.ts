import type { MarketHistory } from "@/lib/modules/market/schema";

/** Stretches of history a person may look at, by their name in the address. */
export const historyRanges = [
  { key: "3m", label: "3 months", days: 92 },
  { key: "1y", label: "1 year", days: 366 },
  { key: "all", label: "All", days: null },
] as const;

export type HistoryRange = (typeof historyRanges)[number]["key"];

/** The range an address names; "all" when it names none or one that does not exist. */
export function historyRangeOf(text: string | null): HistoryRange {
  return historyRanges.find(({ key }) => key === text)?.key ?? "all";
}

/** The part of the history that a range shows, counted back from its last day. */
export function cutHistory(history: MarketHistory, range: HistoryRange): MarketHistory {
  const length = historyRanges.find(({ key }) => key === range)?.days ?? null;
  if (length === null) return history;
  const days = history.days.slice(-length);
  const first = days[0]?.dayUtc ?? "";
  return { ...history, days, retargets: history.retargets.filter(({ dayUtc }) => dayUtc >= first) };
}
