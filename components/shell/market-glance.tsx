"use client";

import { Figure } from "@/components/shell/figure";
import { useMarketNow } from "@/components/shell/use-market-now";
import { Skeleton } from "@/components/ui/skeleton";
import type { Figure as FigureData } from "@/lib/domain/provenance/figure";
import type { MarketNow } from "@/lib/modules/market/schema";

interface GlanceItem {
  readonly label: string;
  readonly says: string;
  readonly figure: (market: MarketNow) => FigureData;
  readonly tone?: "sign-only";
}

const items: readonly GlanceItem[] = [
  { label: "Hashprice", says: "what one PH/s earns a day", figure: (market) => market.hashpriceUsdPerPhDay },
  { label: "Bitcoin", says: "in US dollars", figure: (market) => market.btcPriceUsd },
  { label: "Difficulty", says: "how hard a block is to find", figure: (market) => market.difficulty },
  {
    label: "Next retarget",
    says: "how difficulty is about to change",
    figure: (market) => market.retarget.estimatedChangeRatio,
    tone: "sign-only",
  },
];

/** Four numbers of the market, large, for the front page. */
export function MarketGlance() {
  const market = useMarketNow();
  return (
    <dl className="grid grid-cols-1 gap-px overflow-hidden rounded-xl border bg-border sm:grid-cols-2">
      {items.map(({ label, says, figure, tone }) => (
        <div key={label} className="flex min-h-26 flex-col bg-card p-4 sm:p-5">
          <dt>
            <span className="block font-medium">{label}</span>
            <span className="block text-muted-foreground text-xs">{says}</span>
          </dt>
          <dd className="mt-auto pt-3">
            {market.data !== undefined && (
              <Figure figure={figure(market.data)} label={label} size="lg" tone={tone} />
            )}
            {market.isPending && <Skeleton className="h-8 w-36" />}
            {market.isError && market.data === undefined && (
              <span className="text-muted-foreground italic">no data</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
