import { type Metric, MetricCard } from "@/components/calculator/metric-list";
import type { Outcome } from "@/components/calculator/outcome";
import { SignedUsd } from "@/components/calculator/signed-usd";
import { MineOrBuyCard } from "@/components/calculator/uncertainty/mine-or-buy-card";
import { capitalized, drawErrorPoints, oddsText } from "@/components/calculator/uncertainty/odds-text";
import type { Distribution } from "@/lib/domain/uncertainty/distribution";
import type { UncertaintySummary } from "@/lib/domain/uncertainty/summarize-paths";

interface CardsProps {
  readonly summary: UncertaintySummary;
  /** The calculation the paths belong to: it says in words why a figure is missing. */
  readonly outcome: Outcome;
}

/** The three verdicts: does the money come back, what is it worth, and would buying have been better. */
export function VerdictCards({ summary, outcome }: CardsProps) {
  const { paidBack, npvUsd, mineOrBuy } = summary;
  const { payback, npvReason, mineVersusBuyReason } = outcome.result;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
      {paidBack === null ? (
        <Absent title="Payback" reason={payback.reason ?? ""} />
      ) : (
        <PaybackCard summary={summary} paidBack={paidBack} />
      )}
      {npvUsd === null ? (
        <Absent title="Net present value" reason={npvReason ?? ""} />
      ) : (
        <NpvCard npvUsd={npvUsd} paths={summary.settings.paths} />
      )}
      {mineOrBuy === null ? (
        <Absent title="Mine, or buy BTC" reason={mineVersusBuyReason ?? ""} />
      ) : (
        <MineOrBuyCard odds={mineOrBuy} paths={summary.settings.paths} />
      )}
    </div>
  );
}

function Absent({ title, reason }: { readonly title: string; readonly reason: string }) {
  return <MetricCard level={3} title={title} description={`${capitalized(reason)}.`} metrics={[]} />;
}

function PaybackCard({
  summary,
  paidBack,
}: {
  readonly summary: UncertaintySummary;
  readonly paidBack: readonly number[];
}) {
  const { months, settings } = summary;
  const { paths } = settings;
  const share = paidBack.at(-1) ?? 0;
  const error = drawErrorPoints(share, paths);
  const reached = (wanted: number): string => {
    const index = paidBack.findIndex((value) => value >= wanted);
    return index < 0 ? `not within ${months} months` : `month ${index + 1}`;
  };
  const metrics: Metric[] = [
    { label: "A quarter of paths by", value: reached(0.25) },
    { label: "Half of paths by", value: reached(0.5) },
    { label: "Three quarters by", value: reached(0.75) },
    {
      label: "Error of the draw",
      value: `± ${error.toFixed(1)} of 100`,
      remark: "from drawing only so many paths; the views themselves may be wrong by far more",
    },
  ];
  return (
    <MetricCard
      level={3}
      title="Payback"
      description={
        <strong data-testid="payback-odds" className="font-semibold text-foreground">
          {capitalized(oddsText(share, paths))} pay back within {months} months.
        </strong>
      }
      metrics={metrics}
    />
  );
}

function NpvCard({ npvUsd, paths }: { readonly npvUsd: Distribution; readonly paths: number }) {
  const metrics: Metric[] = [
    { label: "1 of 10 paths below", value: <SignedUsd value={npvUsd.p10} decimals={0} /> },
    { label: "Median", value: <SignedUsd value={npvUsd.p50} decimals={0} /> },
    { label: "1 of 10 paths above", value: <SignedUsd value={npvUsd.p90} decimals={0} /> },
    {
      label: "Mean",
      value: <SignedUsd value={npvUsd.mean} decimals={0} />,
      ...(npvUsd.mean > npvUsd.p50 && {
        remark: "pulled up by few paths on which the price soars; the median is the better guide",
      }),
    },
  ];
  return (
    <MetricCard
      level={3}
      title="Net present value"
      description={
        <strong className="font-semibold text-foreground">
          {capitalized(oddsText(npvUsd.aboveZero, paths))} end above zero.
        </strong>
      }
      metrics={metrics}
    />
  );
}
