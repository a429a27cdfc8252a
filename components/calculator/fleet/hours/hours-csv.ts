import type { HourlyPlan, HourPrice } from "@/lib/domain/fleet/fleet";
import { type CsvValue, toCsv } from "@/lib/spreadsheet/writing/csv";

const weekdayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/**
 * The schedule hour by hour: price, and for each line "off" or "on".
 *
 * @param isTariff the hours are those of an example day or week in local time, not moments in UTC.
 */
export function hoursCsv(prices: readonly HourPrice[], plan: HourlyPlan, isTariff: boolean): string {
  const off = plan.groups.map(({ hoursOff }) => new Set(hoursOff));
  const rows = prices.map(({ startMs, usdPerKwh }, index): CsvValue[] => [
    isTariff ? tariffHour(startMs, prices.length > 24) : new Date(startMs).toISOString(),
    usdPerKwh,
    ...off.map((hours) => (hours.has(index) ? "off" : "on")),
  ]);
  const first = isTariff ? "hour (local time)" : "start (UTC)";
  return toCsv([[first, "price USD/kWh", ...plan.groups.map(({ name }) => name)], ...rows]);
}

function tariffHour(startMs: number, isWeek: boolean): string {
  const start = new Date(startMs);
  const hour = start.toISOString().slice(11, 16);
  return isWeek ? `${weekdayNames[start.getUTCDay()] ?? ""} ${hour}` : hour;
}
