"use client";

import { Figure } from "@/components/shell/figure";
import { useMarketNow } from "@/components/shell/use-market-now";
import { Skeleton } from "@/components/ui/skeleton";
import type { Figure as FigureData } from "@/lib/domain/provenance/figure";
import type { MarketNow } from "@/lib/modules/market/schema";

interface StripItem {
  readonly label: string;
  readonly figure: FigureData;
  readonly formula?: string;
  readonly tone?: "sign-only";
}

/** The market in one line: price, hashprice, difficulty, next retarget. Every number names its source when pressed. */
export function MarketStrip() {
  const market = useMarketNow();
  const items = market.data === undefined ? null : itemsOf(market.data);
  const failed = market.data === undefined && market.isError;
  return (
    <section
      aria-label="Market now"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      tabIndex={0}
      className="relative flex h-9 items-center gap-x-6 overflow-x-auto whitespace-nowrap border-b px-4 [scrollbar-width:none] focus-visible:-outline-offset-2 sm:px-6"
    >
      {failed && <span className="text-muted-foreground">No market data: {market.error.message}</span>}
      {!failed &&
        labels.map((label, index) => {
          const item = items?.[index];
          return (
            <span key={label} className="inline-flex items-center gap-2 text-xs">
              <span aria-hidden="true" className="text-muted-foreground">
                {label}
              </span>
              {item === undefined ? (
                <Skeleton className="h-4 w-20" />
              ) : (
                <Figure figure={item.figure} label={label} formula={item.formula} tone={item.tone} />
              )}
            </span>
          );
        })}
    </section>
  );
}

const labels = ["Bitcoin", "Hashprice", "Difficulty", "Next retarget", "Blocks to go"] as const;

function itemsOf(market: MarketNow): readonly StripItem[] {
  const { retarget } = market;
  return [
    { label: "Bitcoin", figure: market.btcPriceUsd },
    {
      label: "Hashprice",
      figure: market.hashpriceUsdPerPhDay,
      formula: "1e15 × 86400 × (subsidy + fees) ÷ (difficulty × 2^32) × price",
    },
    { label: "Difficulty", figure: market.difficulty },
    { label: "Next retarget", figure: retarget.estimatedChangeRatio, tone: "sign-only" },
    { label: "Blocks to go", figure: retarget.remainingBlocks },
  ];
}
