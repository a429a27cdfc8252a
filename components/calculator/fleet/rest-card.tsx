"use client";

import { ScrollTable } from "@/components/calculator/scroll-table";
import { Card, CardHeader } from "@/components/ui/card";
import type { CurtailmentPlan, FleetResult } from "@/lib/domain/fleet/fleet";
import { formatEfficiency } from "@/lib/domain/format/format-efficiency";
import { formatPercent } from "@/lib/domain/format/format-percent";
import { formatPower } from "@/lib/domain/format/format-power";

interface RestCardProps {
  readonly plan: CurtailmentPlan;
  readonly before: FleetResult;
}

/** Which machines the plan rests, line by line. */
export function RestCard({ plan, before }: RestCardProps) {
  const rows = plan.groups.map((group, index) => {
    const { machines, efficiencyJoulesPerTh } = before.groups[index] ?? {
      machines: 0,
      efficiencyJoulesPerTh: null,
    };
    return {
      key: group.id,
      label: (
        <>
          {group.name}
          <span className="block text-xs">{formatEfficiency(efficiencyJoulesPerTh)} today</span>
        </>
      ),
      cells: [
        <span key="off">
          {group.machinesOff.toLocaleString("en-US")} of {machines.toLocaleString("en-US")}
          {group.partTimeOffRatio > 0 && (
            <span className="block text-muted-foreground text-xs">
              and one for {formatPercent(group.partTimeOffRatio, 0)} of the day
            </span>
          )}
        </span>,
        formatPower(group.powerSavedWatts),
      ],
    };
  });
  return (
    <Card className="min-w-0">
      <CardHeader
        title="Which machines rest"
        description="Off all day, and where a share of power asks for it one for a part of the day."
      />
      <div className="px-4 pt-2 pb-3 sm:px-5">
        <ScrollTable
          caption="Machines at rest by line"
          first="Line"
          heads={["Off", "Power saved"]}
          rows={rows}
        />
      </div>
    </Card>
  );
}
