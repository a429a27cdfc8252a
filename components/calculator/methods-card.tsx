"use client";

import { FormulaNote } from "@/components/calculator/formula-note";
import type { Outcome } from "@/components/calculator/outcome";
import { ScrollTable } from "@/components/calculator/scroll-table";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatChange } from "@/lib/domain/format/format-percent";
import type { BtcBand, Verdict } from "@/lib/domain/mining/calculation";

const verdicts: Readonly<Record<Verdict, { tone: "gain" | "warn" | "loss" | "neutral"; word: string }>> = {
  agree: { tone: "gain", word: "methods agree" },
  watch: { tone: "warn", word: "watch" },
  disagree: { tone: "loss", word: "methods disagree" },
  unknown: { tone: "neutral", word: "one method only" },
};

/** BTC per day computed twice on one basis, before and after pool fee, the gap between, and what it means. */
export function MethodsCard({ outcome }: { readonly outcome: Outcome }) {
  const { production, formulas } = outcome.result;
  const { tone, word } = verdicts[production.verdict];
  const methods = [
    {
      label: "By difficulty",
      used: true,
      method: production.difficultyMethod,
      formula: formulas.difficultyMethod,
    },
    {
      label: "By network share",
      used: false,
      method: production.hashrateMethod,
      formula: formulas.hashrateMethod,
    },
  ];
  const rows = methods.map(({ label, used, method, formula }) => ({
    key: label,
    label: (
      <span className="inline-flex items-center gap-1">
        {label} <FormulaNote of={label.toLowerCase()} formula={formula} />
        {used && <span className="text-xs">used</span>}
      </span>
    ),
    cells: [
      formatNumber(method.btcPerDayGross, 8),
      <span key="net" className="font-medium">
        {formatNumber(method.btcPerDayNet, 8)}
      </span>,
    ],
  }));
  const gap = { key: "gap", label: "Gap", cells: ["", formatChange(production.gapRatio).replace("-", "−")] };
  return (
    <Card className="min-w-0 print:col-span-2">
      <CardHeader
        title="BTC per day, two methods"
        description={
          production.feesIncluded
            ? "Subsidy and transaction fees."
            : "Subsidy only: transaction fees not included."
        }
        actions={<Badge tone={tone}>{word}</Badge>}
      />
      <div className="px-4 pt-2 sm:px-5">
        <ScrollTable
          caption="BTC per day by two methods"
          first="Method"
          heads={["Before fee", "After fee"]}
          rows={[...rows, gap]}
        />
      </div>
      <p className="px-4 pt-1 pb-4 text-muted-foreground text-xs sm:px-5">
        {production.verdictReason} Difficulty implies {formatHashrate(production.impliedNetworkHashrateThs)}
        {production.observedNetworkHashrateThs === null
          ? "."
          : `, observed ${formatHashrate(production.observedNetworkHashrateThs)}.`}
      </p>
    </Card>
  );
}

/** How far luck moves a day's, month's and year's BTC under PPLNS. */
export function PayoutCard({ outcome }: { readonly outcome: Outcome }) {
  const { payoutBand } = outcome.result.production;
  const row = (label: string, band: BtcBand | null) => ({
    key: label,
    label,
    cells: [formatNumber(band?.lowBtc ?? null, 8), formatNumber(band?.highBtc ?? null, 8)],
  });
  const rows = [
    row("Day", payoutBand.daily),
    row("Month", payoutBand.monthly),
    row("Year", payoutBand.yearly),
  ];
  return (
    <Card className="min-w-0">
      <CardHeader title="Luck under PPLNS" description={payoutBand.reason} />
      <div className="px-4 pt-2 pb-3 sm:px-5">
        <ScrollTable
          caption="Range of BTC after pool fee that 95 of 100 periods fall into"
          first="BTC, fee paid"
          heads={["At least", "At most"]}
          rows={rows}
        />
      </div>
    </Card>
  );
}
