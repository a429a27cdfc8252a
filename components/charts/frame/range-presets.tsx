"use client";

import type { IndexRange } from "@/components/charts/frame/series-table";
import { cn } from "@/lib/browser/class-names";

const presets = [
  { label: "3M", name: "Last 3 months", days: 91 },
  { label: "1Y", name: "Last year", days: 365 },
  { label: "3Y", name: "Last 3 years", days: 1096 },
  { label: "All", name: "All days", days: Number.POSITIVE_INFINITY },
] as const;

interface RangePresetsProps {
  /** UTC days, rising. */
  readonly days: readonly string[];
  readonly range: IndexRange;
  readonly onRange: (range: IndexRange) => void;
}

/** The usual ranges, counted back from the last day. Those longer than the data are left out. */
export function RangePresets({ days, range, onRange }: RangePresetsProps) {
  const last = days.length - 1;
  return (
    <fieldset className="-mx-1 flex" data-print="hide">
      <legend className="sr-only">Range of days</legend>
      {presets.map(({ label, name, days: count }) => {
        if (count !== Number.POSITIVE_INFINITY && count >= days.length) return null;
        const from = Math.max(0, last - count);
        const isOn = range.to === last && range.from === from;
        return (
          <button
            key={label}
            type="button"
            aria-label={`${label}: ${name}`}
            aria-pressed={isOn}
            onClick={() => onRange({ from, to: last })}
            className={cn(
              "rounded-sm px-2 py-1 text-xs hover:bg-hover hover:text-foreground coarse:py-2",
              isOn ? "bg-hover font-medium text-foreground" : "text-muted-foreground",
            )}
          >
            {label}
          </button>
        );
      })}
    </fieldset>
  );
}
