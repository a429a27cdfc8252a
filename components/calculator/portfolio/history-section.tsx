"use client";

import { StackedBars } from "@/components/charts/stacked-bars";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { dayNumber, utcDay } from "@/lib/domain/network/utc-day";
import type { HistoryDay } from "@/lib/modules/calculator/portfolio/schema";

/** What each day brought, as last calculated on it. Days without a calculation stay empty. */
export function HistorySection({ days }: { readonly days: readonly HistoryDay[] }) {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) {
    return (
      <Card>
        <CardHeader
          title="Profit by day"
          description="Begins with the first calculation: one figure for each UTC day on which there was one."
        />
        <CardBody />
      </Card>
    );
  }
  const byDay = new Map(days.map((day) => [day.dayUtc, day]));
  const shown = allDays(first.dayUtc, last.dayUtc);
  const values = (of: (day: HistoryDay) => number | null) =>
    shown.map((dayUtc) => {
      const day = byDay.get(dayUtc);
      return day === undefined ? null : of(day);
    });
  const usd = { unit: "USD/day", format: "usd" } as const;
  return (
    <StackedBars
      level={2}
      title="Profit by day"
      unit="USD"
      description="As last calculated on each UTC day, with the machines and the market of that moment. A day without a calculation is a gap."
      source={{ source: "calculated from your machines and the market", asOf: last.calculatedAt }}
      fileName="portfolio-profit-by-day"
      height={260}
      x={{ kind: "day", values: shown, label: "UTC day" }}
      y={{ label: "A day", ...usd }}
      bars={[
        {
          key: "net-revenue",
          label: "Revenue after pool fee",
          ...usd,
          colour: "chart-1",
          values: values(({ dailyProfitUsdEstimate: profit, dailyPowerCostUsdEstimate: cost }) =>
            profit === null ? null : profit + cost,
          ),
        },
        {
          key: "power-cost",
          label: "Power cost",
          ...usd,
          colour: "chart-2",
          values: values((day) => -day.dailyPowerCostUsdEstimate),
        },
      ]}
      line={{
        key: "profit",
        label: "Profit",
        ...usd,
        colour: "chart-3",
        values: values((day) => day.dailyProfitUsdEstimate),
      }}
    />
  );
}

function allDays(first: string, last: string): string[] {
  const from = dayNumber("first", first);
  const count = dayNumber("last", last) - from + 1;
  return Array.from({ length: count }, (_, place) => utcDay(from + place));
}
