"use client";

import { Figure } from "@/components/shell/figure";
import { Provenance } from "@/components/shell/provenance";
import { Popover } from "@/components/ui/popover";
import { cn } from "@/lib/browser/class-names";
import { formatMonths } from "@/lib/domain/format/format-duration";
import type { DailyEstimate } from "@/lib/domain/portfolio/portfolio";
import { noPaybackWord, sentence } from "./machine-words";

/** What every figure of a portfolio says of itself. */
export interface EstimateOrigin {
  /** Which machines, and how they run. */
  readonly inputs: string;
  /** Price and difficulty. */
  readonly market: string;
  readonly calculatedAt: string | null;
  readonly formulas: Readonly<Record<string, string>>;
}

type NumberKey = {
  [Key in keyof DailyEstimate]: DailyEstimate[Key] extends number | null ? Key : never;
}[keyof DailyEstimate];

interface EstimateFigureProps {
  readonly name: NumberKey;
  readonly label: string;
  readonly unit: string;
  /** Null while nothing was calculated. */
  readonly estimate: DailyEstimate | null;
  readonly origin: EstimateOrigin;
  /** Why it is missing, where the estimate says so. */
  readonly reason?: string | null;
  readonly size?: "sm" | "lg" | "xl";
  readonly tone?: "neutral" | "signed";
  readonly align?: "start" | "end";
}

/** A figure of the portfolio; pressed, it shows formula, machines and market it was made from. */
export function EstimateFigure(props: EstimateFigureProps) {
  const { name, label, unit, estimate, origin, reason, size = "sm", tone = "neutral", align = "end" } = props;
  const value = estimate?.[name] ?? null;
  return (
    <Figure
      figure={{ value, unit, ...provenanceOf(origin), ...noteOf(props, value === null ? reason : undefined) }}
      label={label}
      size={size}
      tone={tone}
      align={align}
      showAge={false}
      formula={origin.formulas[name]}
    />
  );
}

function provenanceOf({ calculatedAt }: EstimateOrigin) {
  return { source: "calculated from your machines and the market", asOf: calculatedAt, stale: false };
}

function noteOf(
  { estimate, origin }: Pick<EstimateFigureProps, "estimate" | "origin">,
  reason: string | null | undefined,
) {
  if (estimate === null) return { note: "Not calculated yet." };
  const from = `${sentence(origin.inputs)}. ${sentence(origin.market)}.`;
  return { note: reason === undefined || reason === null ? from : `${sentence(reason)} ${from}` };
}

interface PaybackFigureProps {
  readonly estimate: DailyEstimate | null;
  readonly origin: EstimateOrigin;
  readonly label: string;
  readonly className?: string;
}

/** Months until the money is back, or the word for why it is not. */
export function PaybackFigure({ estimate, origin, label, className }: PaybackFigureProps) {
  const months = estimate?.paybackMonthsEstimate ?? null;
  const reason = estimate?.paybackReason ?? null;
  const word =
    months === null ? (estimate === null ? "no data" : noPaybackWord(reason)) : formatMonths(months);
  const warning = estimate?.paybackWarning ?? null;
  return (
    <Popover
      align="end"
      triggerClassName={cn(
        "-mx-1 inline-block rounded-sm px-1 text-right hover:bg-hover",
        months === null ? (word === "never" ? "text-loss" : "text-muted-foreground") : "font-medium",
        className,
      )}
      trigger={
        <>
          <span className="sr-only">{label}: </span>
          {word}
        </>
      }
    >
      {() => (
        <Provenance
          label={label}
          figure={{
            value: months,
            unit: "months",
            ...provenanceOf(origin),
            ...noteOf({ estimate, origin }, months === null ? reason : warning),
          }}
          full={months === null ? undefined : formatMonths(months)}
          formula={origin.formulas.paybackMonthsEstimate}
        />
      )}
    </Popover>
  );
}
