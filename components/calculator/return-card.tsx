"use client";

import { FormulaNote } from "@/components/calculator/formula-note";
import { type Metric, MetricCard } from "@/components/calculator/metric-list";
import type { Outcome } from "@/components/calculator/outcome";
import { SignedUsd } from "@/components/calculator/signed-usd";
import { formatBtc } from "@/lib/domain/format/format-btc";
import { formatMonths } from "@/lib/domain/format/format-duration";
import { formatChange } from "@/lib/domain/format/format-percent";
import { formatUsd } from "@/lib/domain/format/format-usd";

/** Whether the money comes back: payback, present value, rate of return, and the comparison with buying BTC. */
export function ReturnCard({ outcome }: { readonly outcome: Outcome }) {
  const { result, inputs } = outcome;
  const { payback, mineVersusBuy, formulas } = result;
  const metrics: Metric[] = [
    {
      label: "Payback",
      value: payback.months === null ? <PaybackWord reason={payback.reason} /> : formatMonths(payback.months),
      remark:
        payback.months === null
          ? sentence(payback.reason?.replace(/^never: /, ""))
          : (payback.warning ?? "on the path of “Months ahead”"),
      aside: <FormulaNote of="payback" formula={formulas.payback} />,
    },
    {
      label: "Net present value",
      value: result.npvUsd === null ? "none" : <SignedUsd value={result.npvUsd} decimals={0} />,
      remark: result.npvReason === null ? undefined : sentence(result.npvReason),
      aside: <FormulaNote of="net present value" formula={formulas.npv} />,
    },
    {
      label: "Rate of return per year",
      value: result.irr === null ? "none" : formatChange(result.irr, 1).replace("-", "−"),
      remark: result.irrReason === null ? undefined : sentence(result.irrReason),
    },
    {
      label: "Mine or buy",
      value:
        mineVersusBuy === null
          ? "none"
          : mineVersusBuy.better === "mine"
            ? "mining gives more"
            : "buying gives more",
      remark:
        mineVersusBuy === null
          ? sentence(result.mineVersusBuyReason)
          : `${formatBtc(mineVersusBuy.btcMined)} mined, ${formatBtc(mineVersusBuy.btcBought)} for the same dollars`,
    },
  ];
  const months = inputs.projection?.months ?? 0;
  const cost =
    inputs.capexUsd === null
      ? "No price of the machines is known."
      : `${formatUsd(inputs.capexUsd, 0)} spent now, ${months} months ahead.`;
  return <MetricCard title="Return" description={cost} metrics={metrics.map(withoutEmpty)} />;
}

function PaybackWord({ reason }: { readonly reason: string | null }) {
  if (reason?.startsWith("never") === true) return <span className="text-loss">never</span>;
  return <span>{reason?.startsWith("not within") === true ? reason : "none"}</span>;
}

function withoutEmpty(metric: Metric): Metric {
  if (metric.remark !== undefined) return metric;
  const { remark: _none, ...rest } = metric;
  return rest;
}

function sentence(text: string | null | undefined): string {
  return text === null || text === undefined ? "" : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
