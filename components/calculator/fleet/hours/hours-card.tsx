"use client";

import dynamic from "next/dynamic";
import { memo, useCallback, useDeferredValue, useMemo } from "react";
import type { FleetOutcome } from "@/components/calculator/fleet/compute-fleet";
import { exampleDayUsdPerKwh } from "@/components/calculator/fleet/example-document";
import type { HoursState } from "@/components/calculator/fleet/fleet-document";
import type { FleetAction } from "@/components/calculator/fleet/fleet-state";
import { DayPrices } from "@/components/calculator/fleet/hours/day-prices";
import { exampleTariff } from "@/components/calculator/fleet/hours/example-tariff";
import { hourPricesOf } from "@/components/calculator/fleet/hours/hour-prices-of";
import { HoursResult } from "@/components/calculator/fleet/hours/hours-result";
import { PeriodPrices } from "@/components/calculator/fleet/hours/period-prices";
import { SelectField } from "@/components/forms/select-field";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { planHours } from "@/lib/domain/fleet/plan-hours";

const SeriesPrices = dynamic(
  () => import("@/components/calculator/fleet/hours/series-prices").then((module) => module.SeriesPrices),
  { ssr: false, loading: () => <Skeleton className="h-40 w-full" /> },
);

interface HoursCardProps {
  readonly hours: HoursState;
  readonly outcome: FleetOutcome | null;
  readonly dispatch: (action: FleetAction) => void;
}

const kinds: readonly { readonly value: HoursState["kind"]; readonly label: string }[] = [
  { value: "none", label: "none: one price all day" },
  { value: "day", label: "24 prices, the same each day" },
  { value: "periods", label: "a tariff: peak, shoulder, valley" },
  { value: "series", label: "a file or pasted list of hours" },
];

/** Hourly electricity prices, and in which hours each line of machines had better rest. */
export const HoursCard = memo(function HoursCard({ hours, outcome, dispatch }: HoursCardProps) {
  const set = useCallback((next: HoursState) => dispatch({ type: "hours", hours: next }), [dispatch]);
  const isExample = (hours.kind === "day" || hours.kind === "periods") && hours.isExample;
  return (
    <Card className="min-w-0">
      <CardHeader
        title={
          <span className="inline-flex items-center gap-2">
            Hours worth switching off {isExample && <Badge tone="warn">example tariff</Badge>}
          </span>
        }
        description="Hourly prices take the place of each line's own electricity price. An hour above a line's strike price costs more than it brings."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-3 pb-4 sm:px-5">
        <SelectField
          label="Hourly prices"
          className="max-w-sm"
          value={hours.kind}
          options={kinds}
          onValueChange={(kind) => set(startOf(kind, hours))}
        />
        {hours.kind === "day" && <DayPrices hours={hours} onChange={set} />}
        {hours.kind === "periods" && <PeriodPrices hours={hours} onChange={set} />}
        {hours.kind === "series" && <SeriesPrices hours={hours} onChange={set} />}
        {hours.kind !== "none" && <Answer hours={hours} outcome={outcome} />}
      </div>
    </Card>
  );
});

function startOf(kind: HoursState["kind"], before: HoursState): HoursState {
  if (kind === before.kind) return before;
  switch (kind) {
    case "none":
      return { kind };
    case "day":
      return { kind, usdPerKwh: exampleDayUsdPerKwh, isExample: true };
    case "periods":
      return exampleTariff;
    case "series":
      return { kind, name: "", prices: [] };
  }
}

function Answer({ hours, outcome }: { readonly hours: HoursState; readonly outcome: FleetOutcome | null }) {
  const now = useMemo(() => ({ hours, inputs: outcome?.resolved.inputs ?? null }), [hours, outcome]);
  const deferred = useDeferredValue(now);
  const answer = useMemo(() => {
    const { inputs } = deferred;
    const read = hourPricesOf(deferred.hours);
    if (read.kind !== "prices") return read;
    if (inputs === null) return { kind: "waiting" } as const;
    if (inputs.market.btcPriceUsd === null) return { kind: "unpriced" } as const;
    return { ...read, plan: planHours(inputs, read.prices) };
  }, [deferred]);
  switch (answer.kind) {
    case "waiting":
      return null;
    case "unpriced":
      return (
        <p className="text-muted-foreground">No answer without a Bitcoin price: type one under “Market”.</p>
      );
    case "problems":
      return (
        <Alert tone="warn" title="No plan of hours yet. To correct:">
          <ul>
            {answer.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Alert>
      );
    case "prices":
      return <HoursResult prices={answer.prices} plan={answer.plan} span={answer.span} />;
  }
}
