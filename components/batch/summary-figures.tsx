import type { ReactNode } from "react";
import { MarketUsed } from "@/components/batch/market-used";
import type { RunSnapshot } from "@/components/batch/worker/protocol";
import { SignedUsd } from "@/components/calculator/signed-usd";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { BatchGroupSummary } from "@/lib/domain/batch/batch-row";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatPower } from "@/lib/domain/format/format-power";
import { formatUsd } from "@/lib/domain/format/format-usd";
import { DAYS_PER_MONTH } from "@/lib/domain/network/consensus";

interface SummaryFiguresProps {
  readonly run: RunSnapshot;
  readonly total: BatchGroupSummary;
  /** The run broke off: the figures are of the rows that came. */
  readonly isIncomplete: boolean;
  readonly actions: ReactNode;
}

/** The fleet of the file in a dozen figures. */
export function SummaryFigures({ run, total, isIncomplete, actions }: SummaryFiguresProps) {
  const monthly = total.dailyProfitUsd === null ? null : total.dailyProfitUsd * DAYS_PER_MONTH;
  return (
    <Card>
      <CardHeader
        title={
          <>
            Together{" "}
            {isIncomplete && (
              <Badge tone="warn">incomplete: {formatNumber(run.rowsCalculated, 0)} rows</Badge>
            )}
          </>
        }
        actions={actions}
      />
      <CardBody>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5">
          <Item name="Profit per day" big>
            <span data-testid="daily-profit">
              <SignedUsd value={total.dailyProfitUsd} />
            </span>
          </Item>
          <Item name="Profit per month" big>
            <SignedUsd value={monthly} decimals={0} />
          </Item>
          <Item name="Machines" big>
            {formatNumber(total.machines, 0)}
          </Item>
          <Item name="Hashrate" big>
            {formatHashrate(total.hashrateThs)}
          </Item>
          <Item name="Power" big>
            {formatPower(total.powerWatts)}
          </Item>
          <Item name="Revenue per day">{formatUsd(total.dailyRevenueUsd)}</Item>
          <Item name="Energy cost per day">{formatUsd(total.dailyEnergyCostUsd)}</Item>
          <Item name="BTC per day, fee paid">{formatNumber(total.btcPerDayNet, 8)}</Item>
          <Item name="Machines at a loss">
            <span className={total.machinesAtLoss > 0 ? "text-loss" : undefined}>
              {formatNumber(total.machinesAtLoss, 0)}
            </span>
            {total.machines > 0 && (
              <span className="ml-1.5 text-muted-foreground text-xs">
                {formatNumber((total.machinesAtLoss / total.machines) * 100, 1)} %
              </span>
            )}
          </Item>
          <Item name="Rows calculated, with errors">
            {formatNumber(run.rowsCalculated, 0)},{" "}
            <span className={run.rowsWithErrors > 0 ? "text-loss" : undefined}>
              {formatNumber(run.rowsWithErrors, 0)}
            </span>
          </Item>
        </dl>
        {run.market !== null && <MarketUsed market={run.market} />}
      </CardBody>
    </Card>
  );
}

interface ItemProps {
  readonly name: string;
  readonly big?: boolean;
  readonly children: ReactNode;
}

function Item({ name, big = false, children }: ItemProps) {
  return (
    <div className="min-w-0">
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className={big ? "font-semibold text-xl leading-7 tracking-tight" : "font-medium"}>{children}</dd>
    </div>
  );
}
