"use client";

import { FileSpreadsheet } from "lucide-react";
import { HourStrip } from "@/components/calculator/fleet/hours/hour-strip";
import { ScrollTable } from "@/components/calculator/scroll-table";
import { SignedUsd } from "@/components/calculator/signed-usd";
import { Button } from "@/components/ui/button";
import type { HourlyPlan, HourPrice } from "@/lib/domain/fleet/fleet";
import { formatBtc } from "@/lib/domain/format/format-btc";
import { formatPercent } from "@/lib/domain/format/format-percent";
import { formatEnergy } from "@/lib/domain/format/format-power";
import { formatUsd } from "@/lib/domain/format/format-usd";

interface HoursResultProps {
  readonly prices: readonly HourPrice[];
  readonly plan: HourlyPlan;
  /** "a day", "a week", "744 hours". */
  readonly span: string;
}

/** What resting in the dear hours gains, and which hours those are for each line. */
export function HoursResult({ prices, plan, span }: HoursResultProps) {
  const gainUsd = plan.plannedUsd - plan.alwaysOnUsd;
  const per = span.startsWith("a ") ? span : `over ${span}`;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t pt-4">
      <div>
        <Button
          variant="ghost"
          size="sm"
          className="float-right ml-2"
          title="Every hour with its price and what each line does"
          onClick={() => void saveSchedule(prices, plan, span)}
        >
          <FileSpreadsheet aria-hidden="true" /> Schedule CSV
        </Button>
        <p className="text-muted-foreground">
          Gained by resting in the hours that cost more than they bring, {per}
        </p>
        <p data-testid="hours-gain">
          <SignedUsd value={gainUsd} className="font-semibold text-2xl leading-8 tracking-tight" />
        </p>
        <p className="mt-1">{sentence(plan, per)}</p>
      </div>
      <HourStrip prices={prices} plan={plan} />
      <ScrollTable
        caption="Hours off by line"
        first="Line"
        heads={["Strike price", "Hours off", "Gain"]}
        rows={plan.groups.map((group) => ({
          key: group.id,
          label: group.name,
          cells: [
            `${formatUsd(group.strikeUsdPerKwh, 4)}/kWh`,
            `${group.hoursOff.length.toLocaleString("en-US")} of ${plan.hours.toLocaleString("en-US")} (${formatPercent(group.hoursOff.length / plan.hours, 0)})`,
            <SignedUsd key="gain" value={group.gainUsd} />,
          ],
        }))}
      />
    </div>
  );
}

async function saveSchedule(prices: readonly HourPrice[], plan: HourlyPlan, span: string): Promise<void> {
  const [{ hoursCsv }, { downloadCsv }] = await Promise.all([
    import("@/components/calculator/fleet/hours/hours-csv"),
    import("@/lib/browser/download"),
  ]);
  downloadCsv(hoursCsv(prices, plan, span.startsWith("a ")), "hashinsight-hours.csv");
}

function sentence(plan: HourlyPlan, per: string): string {
  if (plan.energySavedKwh === 0)
    return `Every hour brings more than it costs: run through, ${formatUsd(plan.alwaysOnUsd)} ${per}.`;
  return `Running through earns ${formatUsd(plan.alwaysOnUsd)} ${per} before fixed costs, with the plan ${formatUsd(plan.plannedUsd)}. It saves ${formatEnergy(plan.energySavedKwh)} and gives up ${formatBtc(plan.btcLost)}.`;
}
