"use client";

import {
  halvingAtMs,
  halvingFigure,
  impliedHashrateFigure,
  luckFigure,
  priceSpreadRatio,
} from "@/components/market/derived-figures";
import { FigureCard, FigureRow, TextRow } from "@/components/market/figure-list";
import { formatChange, formatPercent } from "@/lib/domain/format/format-percent";
import { formulas } from "@/lib/domain/mining/formulas";
import type { MarketNow } from "@/lib/modules/market/schema";

const dayMs = 86_400_000;

/** Bitcoin's price, how far other sources are from it, and the market's mood. */
export function PriceCard({ now }: { readonly now: MarketNow }) {
  const price = now.btcPriceUsd.value;
  const spread = priceSpreadRatio(now);
  return (
    <FigureCard
      title="Bitcoin price"
      headline={now.btcPriceUsd}
      headlineLabel="Bitcoin price"
      caption={`at ${now.btcPriceUsd.source}`}
    >
      {now.crossChecks.map((check, index) => (
        <FigureRow
          // A source that did not answer has no name; its place in the list stays.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list keeps its order
          key={index}
          label={check.source === null ? "Cross-check" : `At ${check.source}`}
          figure={check}
          {...(price === null || check.value === null
            ? {}
            : { detail: `${formatChange(check.value / price - 1)} from the price` })}
        />
      ))}
      <TextRow label="Spread of sources">
        {spread === null ? (
          <span className="text-muted-foreground italic">no second source</span>
        ) : (
          formatPercent(spread, 2)
        )}
      </TextRow>
      <FigureRow label="Volatility (DVOL)" figure={now.impliedVolatilityPct} />
      <FigureRow label="Fear & greed" figure={now.fearGreed} freshMsMax={1.5 * dayMs} />
    </FigureCard>
  );
}

/** Difficulty and hashrate: what is certain, what is counted, and the luck between them. */
export function NetworkCard({ now }: { readonly now: MarketNow }) {
  return (
    <FigureCard
      title="Difficulty"
      headline={now.difficulty}
      headlineLabel="Difficulty"
      caption="the same for 2,016 blocks"
      foot="Implied is certain. Observed is counted from blocks found, so it carries luck; no money is computed with it."
    >
      <FigureRow label="Block height" figure={now.blockHeight} />
      <FigureRow
        label="Implied hashrate"
        figure={impliedHashrateFigure(now)}
        formula={formulas.impliedNetworkHashrate}
      />
      <FigureRow label="Observed hashrate" figure={now.observedHashrateThs} />
      <FigureRow label="Luck and drift" figure={luckFigure(now)} formula="observed ÷ implied − 1" />
    </FigureCard>
  );
}

/** What a petahash earns and what a block pays. */
export function RewardCard({ now }: { readonly now: MarketNow }) {
  const halving = halvingAtMs(now);
  const hasFees = now.feesBtcPerBlock.value !== null;
  return (
    <FigureCard
      title="Hashprice"
      headline={now.hashpriceUsdPerPhDay}
      headlineLabel="Hashprice"
      formula={formulas.hashprice}
      caption={hasFees ? "what one PH/s earns, fees included" : "what one PH/s earns, fees not included"}
      foot="On average over luck, before pool fee and power."
    >
      <FigureRow
        label="Subsidy"
        figure={now.subsidyBtc}
        formula="50 BTC ÷ 2^⌊height ÷ 210,000⌋"
        freshMsMax={dayMs}
      />
      <FigureRow label="Mean fees" figure={now.feesBtcPerBlock} detail="over 144 blocks" />
      <FigureRow label="To the halving" figure={halvingFigure(now)} />
      <TextRow label="Halving">
        {halving === null ? (
          <span className="text-muted-foreground italic">no data</span>
        ) : (
          <>
            {new Date(halving).toLocaleDateString("en-GB", {
              month: "long",
              year: "numeric",
              timeZone: "UTC",
            })}
            <span className="block text-muted-foreground text-xs">if blocks take ten minutes</span>
          </>
        )}
      </TextRow>
    </FigureCard>
  );
}
