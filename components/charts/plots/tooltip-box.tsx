import type { ChartLegendItem } from "@/components/charts/chart-types";
import { LegendMark } from "@/components/charts/frame/legend";

export interface TooltipLine {
  readonly item: ChartLegendItem;
  readonly text: string;
}

interface TooltipBoxProps {
  readonly title: string;
  readonly lines: readonly TooltipLine[];
  /** What happened there. */
  readonly events?: readonly string[];
}

/** All values at one x position; also read out to those who walk the chart with arrow keys. */
export function TooltipBox({ title, lines, events = [] }: TooltipBoxProps) {
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none max-w-72 rounded-md border bg-popover px-3 py-2 text-foreground text-xs shadow-float"
    >
      <p className="mb-1 font-semibold">{title}</p>
      <dl className="grid gap-0.5">
        {lines.map(({ item, text }) => (
          <div key={item.key} className="flex items-center gap-1.5">
            <LegendMark item={item} />
            <dt className="min-w-0 text-muted-foreground">{item.label}</dt>
            <dd className="ml-auto whitespace-nowrap pl-3 text-right font-medium">{text}</dd>
          </div>
        ))}
      </dl>
      {events.map((event) => (
        <p key={event} className="mt-1 border-t pt-1">
          {event}
        </p>
      ))}
    </div>
  );
}
