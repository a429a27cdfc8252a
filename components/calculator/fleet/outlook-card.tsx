"use client";

import type { FleetOutcome } from "@/components/calculator/fleet/compute-fleet";
import { ScrollTable, type ScrollTableRow } from "@/components/calculator/scroll-table";
import { SignedUsd } from "@/components/calculator/signed-usd";
import { Card, CardHeader } from "@/components/ui/card";
import { formatMonths } from "@/lib/domain/format/format-duration";
import { formatChange } from "@/lib/domain/format/format-percent";
import { formatUsd } from "@/lib/domain/format/format-usd";
import type { PeriodResult } from "@/lib/domain/mining/calculation";
import { periodsOfDay } from "@/lib/domain/mining/periods-of-day";
import type { ProjectionResult } from "@/lib/domain/projection/project";

/** What the strategy makes of the main result: profit by period, and what it does to payback and value. */
export function OutlookCard({ outcome }: { readonly outcome: FleetOutcome }) {
  const { resolved, before, after, outlookBefore, outlookAfter } = outcome;
  const { capexUsd, unpriced } = resolved;
  const cost =
    capexUsd === null
      ? `No price is known for ${unpriced.slice(0, 3).join(", ")}${unpriced.length > 3 ? " and others" : ""}: payback and value need one.`
      : `${formatUsd(capexUsd, 0)} for machines and start-up, ${resolved.projection.months} months ahead; the rest holds every month.`;
  return (
    <Card className="min-w-0">
      <CardHeader title="What the strategy makes of it" description={cost} />
      <div className="px-4 pt-2 pb-3 sm:px-5">
        <ScrollTable
          caption="Main result before and after curtailing"
          first="Profit"
          heads={["All on", "Curtailed", "Change"]}
          rows={[
            ...profitRows(before.totals.daily, after?.totals.daily ?? null),
            ...valueRows(outlookBefore, outlookAfter),
          ]}
        />
        <Reasons outlook={outlookAfter ?? outlookBefore} />
      </div>
    </Card>
  );
}

function profitRows(before: PeriodResult, after: PeriodResult | null): ScrollTableRow[] {
  const all = periodsOfDay(before);
  const some = after === null ? null : periodsOfDay(after);
  return (["daily", "monthly", "yearly"] as const).map((period) => {
    const decimals = period === "daily" ? 2 : 0;
    const label = { daily: "A day", monthly: "A month", yearly: "A year" }[period];
    const [from, to] = [all[period].profitUsd, some?.[period].profitUsd ?? null];
    return {
      key: period,
      label,
      cells: [
        <SignedUsd key="all" value={from} decimals={decimals} />,
        <SignedUsd key="some" value={to} decimals={decimals} />,
        <SignedUsd
          key="change"
          value={from === null || to === null ? null : to - from}
          decimals={decimals}
        />,
      ],
    };
  });
}

function valueRows(before: ProjectionResult, after: ProjectionResult | null): ScrollTableRow[] {
  const [npv, npvAfter] = [before.npvUsd, after?.npvUsd ?? null];
  return [
    {
      key: "payback",
      label: "Payback",
      cells: [paybackWord(before), after === null ? "–" : paybackWord(after), ""],
    },
    {
      key: "npv",
      label: "Present value",
      cells: [
        <NoneOr key="all" value={npv} />,
        <NoneOr key="some" value={npvAfter} />,
        npv === null || npvAfter === null ? (
          ""
        ) : (
          <SignedUsd key="change" value={npvAfter - npv} decimals={0} />
        ),
      ],
    },
    {
      key: "irr",
      label: "Return per year",
      cells: [irrWord(before.irr), irrWord(after?.irr ?? null), ""],
    },
  ];
}

function NoneOr({ value }: { readonly value: number | null }) {
  return value === null ? (
    <span className="text-muted-foreground">none</span>
  ) : (
    <SignedUsd value={value} decimals={0} />
  );
}

function paybackWord({ payback }: ProjectionResult): string {
  if (payback.months !== null) return formatMonths(payback.months);
  return payback.reason?.startsWith("never") === true ? "never" : "none";
}

function irrWord(irr: number | null): string {
  return irr === null ? "none" : formatChange(irr, 1).replace("-", "−");
}

/** Why a figure is missing or to be taken with care, under the curtailed fleet. */
function Reasons({ outlook }: { readonly outlook: ProjectionResult }) {
  const { payback, npvReason } = outlook;
  const words = [payback.reason ?? payback.warning, npvReason].filter((reason) => reason !== null);
  const unique = [...new Set(words)];
  if (unique.length === 0) return null;
  return (
    <p className="mt-1.5 text-muted-foreground text-xs">
      {unique.map((reason) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`).join(" ")}
    </p>
  );
}
