"use client";

import type { Outcome } from "@/components/calculator/outcome";
import { ScrollTable } from "@/components/calculator/scroll-table";
import { SignedUsd } from "@/components/calculator/signed-usd";
import { Card, CardHeader } from "@/components/ui/card";
import { formatUsdPerKwh } from "@/lib/domain/format/format-usd";
import type { Hosting } from "@/lib/domain/mining/calculation";

const periods = ["day", "month", "year"];

/** The same fleet seen by its host and by a hosted client; the mark-up is a line of its own. */
export function HostingCard({ outcome, hosting }: { readonly outcome: Outcome; readonly hosting: Hosting }) {
  const { electricityUsdPerKwh, clientElectricityUsdPerKwh } = outcome.inputs;
  const rows = [
    {
      label: `Mining at ${formatUsdPerKwh(electricityUsdPerKwh)} (yours)`,
      values: [hosting.host.daily.profitUsd, hosting.host.monthly.profitUsd, hosting.host.yearly.profitUsd],
    },
    {
      label: `Mining at ${formatUsdPerKwh(clientElectricityUsdPerKwh)} (client's)`,
      values: [
        hosting.client.daily.profitUsd,
        hosting.client.monthly.profitUsd,
        hosting.client.yearly.profitUsd,
      ],
    },
    {
      label: `Your mark-up, ${formatUsdPerKwh(hosting.markup.usdPerKwh)}`,
      values: [hosting.markup.dailyUsd, hosting.markup.monthlyUsd, hosting.markup.yearlyUsd],
    },
  ];
  return (
    <Card className="min-w-0 sm:col-span-2">
      <CardHeader
        title="Host and client"
        description="If the client owns the machines they earn the second line, you the third."
      />
      <div className="px-4 pt-2 pb-3 sm:px-5">
        <ScrollTable
          caption="Profit of host and client per day, month and year"
          first="Profit"
          heads={["Day", "Month", "Year"]}
          rows={rows.map(({ label, values }) => ({
            key: label,
            label,
            cells: values.map((usd, index) => (
              <SignedUsd key={periods[index]} value={usd} className="font-medium" />
            )),
          }))}
        />
      </div>
    </Card>
  );
}
