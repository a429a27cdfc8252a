import { Figure } from "@/components/shell/figure";
import type { EndEvent } from "@/lib/modules/batch/schema/upload-events";

const labels: Readonly<Record<string, string>> = {
  btcPriceUsd: "Bitcoin price",
  difficulty: "Difficulty",
  subsidyBtc: "Block subsidy",
  feesBtcPerBlock: "Fees per block",
  blockHeight: "Block height",
};

/** The market every row was calculated with; each figure tells source and age. */
export function MarketUsed({ market }: { readonly market: EndEvent["market"] }) {
  const shown = Object.entries(labels).flatMap(([name, label]) => {
    const figure = market[name];
    return figure === undefined ? [] : [{ name, label, figure }];
  });
  if (shown.length === 0) return null;
  return (
    <div className="mt-4 flex flex-wrap items-baseline gap-x-5 gap-y-1 border-t pt-3 text-muted-foreground">
      <span>Every row at</span>
      {shown.map(({ name, label, figure }) => (
        <span key={name} className="inline-flex items-baseline gap-1.5 text-foreground">
          <span className="text-muted-foreground text-xs">{label}</span>
          <Figure figure={figure} label={label} size="xs" />
        </span>
      ))}
    </div>
  );
}
