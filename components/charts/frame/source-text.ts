import type { ChartSource } from "@/components/charts/chart-types";
import { dayText, dayToMs, momentText } from "@/components/charts/scales/time-ticks";

/** "Source: Binance, as of 6 Oct 2026. Fees not included." */
export function sourceText({ source, asOf, note }: ChartSource): string {
  const at =
    asOf === null
      ? ""
      : `, as of ${asOf.length === 10 ? dayText(dayToMs(asOf)) : momentText(Date.parse(asOf))}`;
  return `Source: ${source}${at}${note === undefined ? "" : `. ${note}`}`;
}
