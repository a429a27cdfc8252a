import { signedUsdText } from "@/components/calculator/signed-usd";
import { oddsText } from "@/components/calculator/uncertainty/odds-text";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/browser/class-names";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatUsd } from "@/lib/domain/format/format-usd";
import type { Lead, MineOrBuyOdds } from "@/lib/domain/uncertainty/mine-or-buy-odds";

interface MineOrBuyCardProps {
  readonly odds: MineOrBuyOdds;
  readonly paths: number;
}

/** Mining against buying BTC with the same dollars at the same times, once in coins and once in dollars. */
export function MineOrBuyCard({ odds, paths }: MineOrBuyCardProps) {
  return (
    <Card className="min-w-0 sm:col-span-2">
      <CardHeader
        level={3}
        title="Mine, or buy BTC"
        description={
          <strong className="font-semibold text-foreground">
            The same dollars at the same times: {verdict(odds)}.
          </strong>
        }
      />
      <div className="grid gap-x-8 px-4 pb-3 sm:grid-cols-2 sm:px-5">
        <Measure
          title="In bitcoin"
          rule="You keep every coin you mine; the buyer keeps every coin bought."
          lead={odds.btc}
          paths={paths}
          text={btcText}
          signed={(value) => `${value > 0 ? "+" : ""}${btcText(value)}`}
        />
        <Measure
          title="In dollars"
          rule="You sell each month's coins; the buyer's are valued at the last month's price."
          lead={odds.usd}
          paths={paths}
          text={(value) => formatUsd(value, 0)}
          signed={(value) => signedUsdText(value, 0)}
        />
      </div>
    </Card>
  );
}

interface MeasureProps {
  readonly title: string;
  /** What each of the two does with the coins. */
  readonly rule: string;
  readonly lead: Lead;
  readonly paths: number;
  readonly text: (value: number) => string;
  readonly signed: (value: number) => string;
}

function Measure({ title, rule, lead, paths, text, signed }: MeasureProps) {
  const rows = [
    { label: "Mining ends ahead on", value: oddsText(lead.mineAhead, paths) },
    {
      label: "Median difference",
      value: signed(lead.p50),
      tone: lead.p50 > 0 ? "text-gain" : lead.p50 < 0 ? "text-loss" : "",
    },
    { label: "8 of 10 paths within", value: `${signed(lead.p10)} to ${signed(lead.p90)}` },
    { label: "Median mined", value: text(lead.medianMined) },
    { label: "Median bought", value: text(lead.medianBought) },
  ];
  return (
    <div className="min-w-0 pt-2.5">
      <h4 className="font-medium">{title}</h4>
      <p className="text-muted-foreground text-xs">{rule}</p>
      <dl className="pt-1">
        {rows.map(({ label, value, tone }) => (
          <div
            key={label}
            className="flex flex-wrap items-baseline justify-between gap-x-3 border-t py-2 first:border-t-0"
          >
            <dt className="text-muted-foreground">{label}</dt>
            <dd className={cn("ml-auto text-right font-medium", tone)}>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Who is ahead on most paths, in both measures. */
function verdict({ btc, usd }: MineOrBuyOdds): string {
  const winner = ({ mineAhead }: Lead) => (mineAhead > 0.5 ? "mining" : "buying");
  return winner(btc) === winner(usd)
    ? `${winner(btc)} ends ahead on most paths`
    : `in bitcoin ${winner(btc)} ends ahead on most paths, in dollars ${winner(usd)}`;
}

/** Four decimals: a median over simulated paths is no ledger entry. */
function btcText(value: number): string {
  return `${formatNumber(value, 4).replace("-", "−")} BTC`;
}
