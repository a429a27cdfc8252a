"use client";

import { TrendingDown, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import { Basis } from "@/components/calculator/basis";
import { FormulaNote } from "@/components/calculator/formula-note";
import type { Outcome } from "@/components/calculator/outcome";
import { ScrollTable, type ScrollTableRow } from "@/components/calculator/scroll-table";
import { profitWord, SignedUsd, signedUsdText } from "@/components/calculator/signed-usd";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/browser/class-names";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatPercent } from "@/lib/domain/format/format-percent";
import { formatEnergy } from "@/lib/domain/format/format-power";
import { formatUsd } from "@/lib/domain/format/format-usd";
import type { CalculationResult, PeriodResult } from "@/lib/domain/mining/calculation";

/** The one answer of the screen, and how it comes about over a day, a month and a year. */
export function ProfitCard({ outcome }: { readonly outcome: Outcome | null }) {
  const result = outcome?.result ?? null;
  return (
    <Card className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-4 p-4 sm:p-5 xl:grid-cols-[minmax(15rem,1fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        <div>
          <h2 className="text-muted-foreground">Profit per day</h2>
          {result === null ? <HeadlineSkeleton /> : <Headline result={result} />}
        </div>
        <Basis used={outcome?.used ?? null} />
      </div>
      <PeriodTable outcome={outcome} />
    </Card>
  );
}

function HeadlineSkeleton() {
  return (
    <div className="mt-1 flex flex-col gap-2">
      <Skeleton className="h-11 w-44" />
      <Skeleton className="h-5 w-56" />
      <Skeleton className="h-5 w-48" />
    </div>
  );
}

function Headline({ result }: { readonly result: CalculationResult }) {
  const { profitUsd, revenueUsd } = result.daily;
  if (profitUsd === null) {
    return <p className="mt-1 text-muted-foreground">No answer in dollars: {result.usdReason}.</p>;
  }
  const Arrow = profitUsd >= 0 ? TrendingUp : TrendingDown;
  const margin = revenueUsd === null || revenueUsd === 0 ? null : profitUsd / revenueUsd;
  return (
    <div aria-live="polite" aria-atomic="true">
      <p className="mt-1 flex flex-wrap items-baseline gap-x-2.5" data-testid="daily-profit">
        <SignedUsd value={profitUsd} className="font-semibold text-4xl leading-11 tracking-tight" />
        <span
          className={cn(
            "inline-flex items-center gap-1 font-medium",
            profitUsd > 0 ? "text-gain" : profitUsd < 0 ? "text-loss" : "",
          )}
        >
          <Arrow aria-hidden="true" className="size-4" />
          {profitWord(profitUsd)}
        </span>
      </p>
      <p className="mt-1.5 text-muted-foreground">{marginWords(margin)}</p>
    </div>
  );
}

function marginWords(margin: number | null): string {
  if (margin === null) return "No revenue to cover the costs.";
  if (margin < 0) return `Costs exceed revenue by ${formatPercent(-margin)} of it.`;
  return `${formatPercent(margin)} of revenue is left after pool fee, energy and fixed costs.`;
}

/** Money going out carries a minus, so that the column adds up by eye. */
function cost(value: number | null): string {
  if (value === null) return "no data";
  return value === 0 ? formatUsd(0) : signedUsdText(-value);
}

const heads = ["Day", "Month", "Year"];
const caption = "Revenue, costs and profit per day, month of 30.44 days and year, at today's conditions";
const blankLabels = ["Revenue", "Pool fee", "Energy cost", "Profit", "BTC, fee paid", "Energy"];

function rowsOf(result: CalculationResult, poolFeeRatio: number): readonly ScrollTableRow[] {
  const periods = [result.daily, result.monthly, result.yearly];
  const row = (label: string, value: (period: PeriodResult) => ReactNode): ScrollTableRow => ({
    key: label,
    label,
    cells: periods.map(value),
  });
  const fixed = row("Fixed costs", ({ fixedCostUsd }) => cost(fixedCostUsd));
  return [
    row("Revenue", ({ revenueUsd }) => formatUsd(revenueUsd)),
    row(`Pool fee, ${formatPercent(poolFeeRatio)}`, ({ poolFeeUsd }) => cost(poolFeeUsd)),
    row("Energy cost", ({ energyCostUsd }) => cost(energyCostUsd)),
    ...(result.daily.fixedCostUsd === 0 ? [] : [fixed]),
    { ...row("Profit", ({ profitUsd }) => <SignedUsd value={profitUsd} />), isStrong: true },
    row("BTC, fee paid", ({ btcNet }) => formatNumber(btcNet, 8)),
    row("Energy", ({ energyKwh }) => formatEnergy(energyKwh)),
  ];
}

function blankRows(): readonly ScrollTableRow[] {
  return blankLabels.map((label) => ({
    key: label,
    label,
    cells: heads.map((head) => <Skeleton key={head} className="ml-auto h-5 w-14" />),
  }));
}

function PeriodTable({ outcome }: { readonly outcome: Outcome | null }) {
  const first = (
    <span className="inline-flex items-center gap-1">
      At today's conditions{" "}
      {outcome !== null && <FormulaNote of="profit" formula={outcome.result.formulas.profit} />}
    </span>
  );
  const rows = outcome === null ? blankRows() : rowsOf(outcome.result, outcome.inputs.poolFeeRatio);
  return <ScrollTable caption={caption} first={first} heads={heads} rows={rows} />;
}
