"use client";

import type { ChartLegendItem } from "@/components/charts/chart-types";
import { cssColour, dashArray } from "@/components/charts/scales/series-look";
import { cn } from "@/lib/browser/class-names";

interface LegendProps {
  readonly items: readonly ChartLegendItem[];
  /** Keys that are switched off. */
  readonly hidden?: ReadonlySet<string> | undefined;
  /** Makes the entries buttons that switch their series. */
  readonly onToggle?: ((key: string) => void) | undefined;
}

/** What each line, bar and band stands for; press an entry to hide or show it. */
export function Legend({ items, hidden, onToggle }: LegendProps) {
  return (
    <ul className="-mx-1.5 flex flex-wrap gap-x-1 text-muted-foreground text-xs">
      {items.map((item) => {
        const isHidden = hidden?.has(item.key) === true;
        const words = (
          <>
            <LegendMark item={item} />
            <span className={cn(isHidden && "line-through")}>{item.label}</span>
          </>
        );
        return (
          <li key={item.key}>
            {onToggle === undefined ? (
              <span className="inline-flex items-center gap-1.5 px-1.5 py-1">{words}</span>
            ) : (
              <button
                type="button"
                aria-pressed={!isHidden}
                onClick={() => onToggle(item.key)}
                className="inline-flex items-center gap-1.5 rounded-sm px-1.5 py-1 hover:bg-hover hover:text-foreground coarse:py-2"
              >
                {words}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The look of a series in small: line with its dash, bar, or band. */
export function LegendMark({ item }: { readonly item: Pick<ChartLegendItem, "colour" | "mark"> }) {
  const colour = cssColour(item.colour);
  return (
    <svg aria-hidden="true" width="18" height="10" className="shrink-0">
      {item.mark === "bar" && <rect x="3" y="0" width="12" height="10" rx="2" fill={colour} />}
      {item.mark === "hatched-bar" && (
        <>
          <rect x="3" y="0" width="12" height="10" rx="2" fill={colour} />
          <path d="M4 9 L12 1 M9 9 L14 4" stroke="var(--card)" strokeWidth="1.5" opacity="0.75" />
        </>
      )}
      {item.mark === "band" && (
        <rect x="0" y="0" width="18" height="10" rx="2" fill={colour} opacity="0.25" />
      )}
      {item.mark !== "bar" && item.mark !== "hatched-bar" && item.mark !== "band" && (
        <path d="M0 5 H18" stroke={colour} strokeWidth="2" strokeDasharray={dashArray(item.mark)} />
      )}
    </svg>
  );
}
