"use client";

import { HistorySection } from "@/components/market/history-section";
import { NetworkCard, PriceCard, RewardCard } from "@/components/market/now-cards";
import { RetargetCard } from "@/components/market/retarget-card";
import { stateSentence } from "@/components/market/state-sentence";
import { PageHeader } from "@/components/shell/page-header";
import { useMarketNow } from "@/components/shell/use-market-now";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { useNow } from "@/lib/browser/use-now";
import { formatAge } from "@/lib/domain/format/format-duration";
import type { MarketNow } from "@/lib/modules/market/schema";

/** Price, difficulty, retargets and hashprice: now, next, and over the whole history. */
export function NetworkScreen({ initialNow }: { readonly initialNow: MarketNow }) {
  const clockMs = useNow();
  // The frame around this screen reads the same cache. On the server it may be rendered before or after this screen,
  // so the cache takes the figures only once the page is awake; until then both sides render from `initialNow`.
  const market = useMarketNow(clockMs === null ? undefined : initialNow);
  const now = clockMs === null ? initialNow : (market.data ?? initialNow);
  const nowMs = clockMs ?? Date.parse(initialNow.generatedAt);
  return (
    <>
      <PageHeader
        title="Network"
        state={stateSentence(now, nowMs)}
        actions={
          <ButtonLink variant="primary" href="/calculator">
            Calculate with this market
          </ButtonLink>
        }
      />
      {market.isError && (
        <Alert tone="warn" title="The market could not be asked again" className="mb-4">
          {market.error.message} The figures below are the last ones that arrived; each says how old it is.
        </Alert>
      )}
      <StaleAlert now={now} nowMs={nowMs} />
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-4">
        <RewardCard now={now} />
        <RetargetCard now={now} />
        <NetworkCard now={now} />
        <PriceCard now={now} />
      </div>
      <HistorySection />
    </>
  );
}

/** Says once, for all figures together, that no provider answers; each figure still says its own age. */
function StaleAlert({ now, nowMs }: { readonly now: MarketNow; readonly nowMs: number }) {
  const { btcPriceUsd: price, difficulty } = now;
  if (!price.stale && !difficulty.stale) return null;
  return (
    <Alert tone="warn" title="These are the last known figures, not today's" className="mb-4">
      Price: {formatAge(price.asOf, nowMs)}. Difficulty: {formatAge(difficulty.asOf, nowMs)}.{" "}
      {(price.stale ? price.note : difficulty.note) ?? "Their source could not be asked again."}
    </Alert>
  );
}
