"use client";

import { FormulaNote } from "@/components/calculator/formula-note";
import { type Metric, MetricCard } from "@/components/calculator/metric-list";
import type { Outcome } from "@/components/calculator/outcome";
import { cn } from "@/lib/browser/class-names";
import { formatDifficulty } from "@/lib/domain/format/format-difficulty";
import { formatEfficiency } from "@/lib/domain/format/format-efficiency";
import { formatPercent } from "@/lib/domain/format/format-percent";
import { formatUsd, formatUsdPerKwh, formatUsdPerPhDay } from "@/lib/domain/format/format-usd";

/** What a petahash brings a day against what its energy costs, as two bars on one scale. */
export function HashpriceCard({ outcome }: { readonly outcome: Outcome }) {
  const { result, inputs } = outcome;
  const { hashpriceUsdPerPhDay: price, hashcostUsdPerPhDay: cost, formulas } = result;
  const widest = Math.max(price ?? 0, cost);
  const after = price === null ? null : price * (1 - inputs.poolFeeRatio) - cost;
  const metrics: Metric[] = [
    {
      label: "Hashprice",
      value: price === null ? "no data" : formatUsdPerPhDay(price),
      remark: <Bar ratio={price === null ? 0 : price / widest} className="fill-chart-1" />,
      aside: <FormulaNote of="hashprice" formula={formulas.hashprice} />,
    },
    {
      label: "Hashcost",
      value: formatUsdPerPhDay(cost),
      remark: <Bar ratio={cost / widest} className="fill-chart-5" />,
      aside: <FormulaNote of="hashcost" formula={formulas.hashcost} />,
    },
    {
      label: "Left after pool fee",
      value: (
        <span className={cn(after !== null && (after >= 0 ? "text-gain" : "text-loss"))}>
          {formatUsdPerPhDay(after).replace("-", "−")}
        </span>
      ),
      remark: `at ${formatEfficiency(result.fleet.efficiencyJoulesPerTh)}`,
    },
  ];
  return <MetricCard title="Hashprice and hashcost" metrics={metrics} />;
}

function Bar({ ratio, className }: { readonly ratio: number; readonly className: string }) {
  const percent = Number.isFinite(ratio) ? Math.round(ratio * 1000) / 10 : 0;
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      className="mt-1 block h-1.5 w-full"
    >
      <rect width="100" height="4" className="fill-muted" />
      <rect width={percent} height="4" className={className} />
    </svg>
  );
}

/** Where daily profit turns, one input at a time, and how far away that is. */
export function BreakevenCard({ outcome }: { readonly outcome: Outcome }) {
  const { result, inputs } = outcome;
  const { breakeven, formulas } = result;
  const { reasons } = breakeven;
  const metrics: Metric[] = [
    {
      label: "Electricity price",
      value: value(breakeven.electricityUsdPerKwh, (usd) => `${formatUsd(usd, 5)}/kWh`),
      remark:
        reasons.electricityUsdPerKwh ??
        room(inputs.electricityUsdPerKwh, breakeven.electricityUsdPerKwh, formatUsdPerKwh, "dearer"),
      aside: <FormulaNote of="break-even electricity price" formula={formulas.breakevenElectricity} />,
    },
    {
      label: "Bitcoin price",
      value: value(breakeven.btcPriceUsd, (usd) => formatUsd(usd)),
      remark:
        reasons.btcPriceUsd ??
        room(inputs.market.btcPriceUsd, breakeven.btcPriceUsd, (usd) => formatUsd(usd, 0), "cheaper"),
      aside: <FormulaNote of="break-even Bitcoin price" formula={formulas.breakevenBtcPrice} />,
    },
    {
      label: "Difficulty",
      value: value(breakeven.difficulty, formatDifficulty),
      remark:
        reasons.difficulty ??
        room(inputs.market.difficulty, breakeven.difficulty, formatDifficulty, "higher"),
      aside: <FormulaNote of="break-even difficulty" formula={formulas.breakevenDifficulty} />,
    },
    {
      label: "Strike price",
      value: result.strikeUsdPerKwh === null ? "no data" : formatUsdPerKwh(result.strikeUsdPerKwh),
      remark: result.strikeReason ?? "above it, running costs more than it brings; fixed costs left out",
      aside: <FormulaNote of="strike price" formula={formulas.strike} />,
    },
  ];
  return (
    <MetricCard
      title="Break-even"
      description="Where a day brings nothing; fixed costs counted."
      metrics={metrics}
    />
  );
}

function value(number: number | null, format: (value: number) => string): string {
  return number === null ? "none" : format(number);
}

/** "now $0.0600: may get 45.2 % dearer", or how far it is already past. */
function room(
  now: number | null,
  limit: number | null,
  format: (value: number) => string,
  worse: string,
): string {
  if (now === null || limit === null) return "";
  if (now === 0) return `now ${format(now)}`;
  const ratio = limit / now - 1;
  const isHigherWorse = worse !== "cheaper";
  const isSafe = isHigherWorse ? ratio >= 0 : ratio <= 0;
  const size = formatPercent(Math.abs(ratio));
  if (isSafe) return `now ${format(now)}: may get ${size} ${worse}`;
  const needed = worse === "cheaper" ? "dearer" : worse === "dearer" ? "cheaper" : "lower";
  return `now ${format(now)}: must get ${size} ${needed}`;
}
