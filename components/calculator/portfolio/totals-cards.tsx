"use client";

import type { Metric } from "@/components/calculator/metric-list";
import { MetricCard } from "@/components/calculator/metric-list";
import {
  EstimateFigure,
  type EstimateOrigin,
  PaybackFigure,
} from "@/components/calculator/portfolio/estimate-figure";
import { machinesText, marketText, sentence } from "@/components/calculator/portfolio/machine-words";
import { Figure } from "@/components/shell/figure";
import { Card } from "@/components/ui/card";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatPower } from "@/lib/domain/format/format-power";
import { formatUsd } from "@/lib/domain/format/format-usd";
import type { Portfolio } from "@/lib/modules/calculator/portfolio/schema";

/** All machines together: what a day brings, where it would bring nothing, when the money is back, and with which market. */
export function TotalsCards({ portfolio }: { readonly portfolio: Portfolio }) {
  const { totals, market } = portfolio;
  if (totals === null || market === null) return null;
  const origin: EstimateOrigin = {
    inputs: `sum of your ${machinesText(totals.machines)}`,
    market: marketText(market),
    calculatedAt: portfolio.calculatedAt,
    formulas: portfolio.formulas,
  };
  const shared = { estimate: totals, origin };
  const { btcPriceUsd, difficulty, feesBtcPerBlock, subsidyBtc } = market.figures;
  const day: Metric[] = [
    {
      label: "Revenue",
      value: <EstimateFigure {...shared} name="dailyRevenueUsdEstimate" label="Revenue a day" unit="USD" />,
    },
    {
      label: "Pool fees",
      value: <EstimateFigure {...shared} name="dailyPoolFeeUsdEstimate" label="Pool fees a day" unit="USD" />,
    },
    {
      label: "Power cost",
      value: (
        <EstimateFigure {...shared} name="dailyPowerCostUsdEstimate" label="Power cost a day" unit="USD" />
      ),
      remark: `${formatPower(totals.powerWatts)} installed, ${formatHashrate(totals.hashrateThs)}`,
    },
  ];
  const limits: Metric[] = [
    {
      label: "Power price",
      value: (
        <EstimateFigure
          {...shared}
          name="breakevenElectricityUsdPerKwhEstimate"
          label="Break-even power price"
          unit="USD/kWh"
          reason={totals.breakevenElectricityReason}
        />
      ),
    },
    {
      label: "BTC price",
      value: (
        <EstimateFigure
          {...shared}
          name="breakevenBtcPriceUsdEstimate"
          label="Break-even BTC price"
          unit="USD"
          reason={totals.breakevenBtcPriceReason}
        />
      ),
    },
    {
      label: "Payback",
      value: <PaybackFigure {...shared} label="Payback of all machines" />,
      remark:
        totals.paybackMonthsEstimate === null
          ? sentence(totals.paybackReason)
          : `${totals.capexUsd === null ? "" : `${formatUsd(totals.capexUsd, 0)} paid; `}counted from today${totals.paybackWarning === null ? "" : `; ${totals.paybackWarning}`}`,
    },
  ];
  const used: Metric[] = [
    {
      label: "BTC price",
      value: <Figure figure={btcPriceUsd} label="BTC price used" align="end" />,
    },
    {
      label: "Difficulty",
      value: <Figure figure={difficulty} label="Difficulty used" align="end" freshMsMax={3_600_000} />,
    },
    {
      label: "Reward",
      value: <Figure figure={subsidyBtc} label="Block subsidy used" align="end" freshMsMax={86_400_000} />,
      remark: feesBtcPerBlock.value === null ? "Fees of blocks are not included." : undefined,
    },
  ].map(({ remark, ...metric }) => (remark === undefined ? metric : { ...metric, remark }));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-2 xl:grid-cols-4">
      <Card className="flex flex-col p-4 sm:p-5">
        <h2 className="font-medium text-muted-foreground">Profit a day</h2>
        <EstimateFigure
          {...shared}
          name="dailyProfitUsdEstimate"
          label="Profit a day"
          unit="USD"
          size="xl"
          tone="signed"
          align="start"
        />
        <div className="mt-1">
          <EstimateFigure
            {...shared}
            name="dailyProfitBtcEstimate"
            label="Profit a day in BTC"
            unit="BTC"
            tone="signed"
            align="start"
          />
        </div>
        <p className="mt-auto pt-3 text-muted-foreground text-xs">
          {totals.machinesAtLoss === 0
            ? `None of ${machinesText(totals.machines)} runs at a loss.`
            : `${machinesText(totals.machinesAtLoss)} of ${totals.machines.toLocaleString("en-US")} ${totals.machinesAtLoss === 1 ? "runs" : "run"} at a loss.`}
        </p>
      </Card>
      <MetricCard title="A day" metrics={day} />
      <MetricCard title="Break-even" metrics={limits} />
      <MetricCard title="Calculated with" metrics={used} />
    </div>
  );
}
