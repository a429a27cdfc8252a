"use client";

import { useMemo } from "react";
import { cn } from "@/lib/browser/class-names";
import type { HourlyPlan, HourPrice } from "@/lib/domain/fleet/fleet";
import { countByHourOfDay, hoursOfDay } from "@/lib/domain/fleet/hours-of-day";
import { formatUsd } from "@/lib/domain/format/format-usd";

interface HourStripProps {
  readonly prices: readonly HourPrice[];
  readonly plan: HourlyPlan;
}

const linesMax = 12;

/** The hours of the day across, the lines down: when each rests, always or on some days. */
export function HourStrip({ prices, plan }: HourStripProps) {
  const hours = useMemo(() => hoursOfDay(prices), [prices]);
  const resting = plan.groups.filter(({ hoursOff }) => hoursOff.length > 0);
  const rows = resting
    .slice(0, linesMax)
    .map((group) => ({ group, counts: countByHourOfDay(prices, group.hoursOff) }));
  const isOneDay = prices.length <= 24;
  const [low, high] = [0, Math.max(...hours.map(({ meanUsdPerKwh }) => meanUsdPerKwh ?? 0), 0.001)];
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
      <section aria-label="Hours of the day" tabIndex={0} className="relative overflow-x-auto">
        <table className="w-full min-w-[44rem] table-fixed border-separate border-spacing-px text-xs">
          <caption className="sr-only">Which lines rest in which hour of the day</caption>
          <thead>
            <tr className="text-muted-foreground">
              <th scope="col" className="w-36 text-left font-medium">
                Hour
              </th>
              {hours.map(({ hour }) => (
                <th key={hour} scope="col" className="text-center font-medium">
                  {String(hour).padStart(2, "0")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row" className="text-left align-bottom font-normal text-muted-foreground">
                {isOneDay ? "Price, ¢/kWh" : "Mean price, ¢/kWh"}
              </th>
              {hours.map(({ hour, meanUsdPerKwh }) => (
                <td
                  key={hour}
                  className="h-14 p-0 text-center align-bottom"
                  title={`${formatUsd(meanUsdPerKwh, 4)}/kWh`}
                >
                  <span className="block text-[0.6875rem]">{centsText(meanUsdPerKwh)}</span>
                  <span
                    aria-hidden="true"
                    className="block bg-chart-5"
                    style={{ height: `${barPx(meanUsdPerKwh, low, high)}px` }}
                  />
                </td>
              ))}
            </tr>
            {rows.map(({ group, counts }) => (
              <tr key={group.id}>
                <th scope="row" className="truncate pr-2 text-left font-normal" title={group.name}>
                  {group.name}
                </th>
                {hours.map(({ hour, count }) => (
                  <OffCell key={hour} off={counts[hour] ?? 0} count={count} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="mt-1.5 text-muted-foreground text-xs">
        {rows.length === 0 ? "No line rests in any hour." : legend(isOneDay)}
        {resting.length > rows.length && ` ${resting.length - rows.length} more lines are in the table.`}
      </p>
    </div>
  );
}

function legend(isOneDay: boolean): string {
  return isOneDay
    ? "“off”: resting pays in that hour."
    : "“off”: on every day; a number: on that share of days, in percent.";
}

function centsText(usdPerKwh: number | null): string {
  return usdPerKwh === null ? "–" : (usdPerKwh * 100).toFixed(1).replace("-", "−");
}

const barMaxPx = 34;

function barPx(usdPerKwh: number | null, low: number, high: number): number {
  return Math.max(1, Math.round((((usdPerKwh ?? 0) - low) / (high - low)) * barMaxPx));
}

function OffCell({ off, count }: { readonly off: number; readonly count: number }) {
  const isAlways = off > 0 && off === count;
  const text = isAlways
    ? "off"
    : off === 0
      ? ""
      : `${Math.max(1, Math.min(99, Math.round((off / count) * 100)))}`;
  return (
    <td
      className={cn(
        "h-7 rounded-sm text-center",
        isAlways ? "bg-loss-soft font-medium text-loss" : off > 0 ? "bg-warn-soft text-warn" : "bg-muted",
      )}
    >
      {text === "" ? <span className="sr-only">on</span> : text}
    </td>
  );
}
