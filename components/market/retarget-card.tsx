"use client";

import { epochProgressRatio } from "@/components/market/derived-figures";
import { FigureCard, FigureRow, TextRow } from "@/components/market/figure-list";
import { Moment } from "@/components/shell/moment";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatPercent } from "@/lib/domain/format/format-percent";
import type { MarketNow } from "@/lib/modules/market/schema";

/** The next change of difficulty: how much, when, and how it is estimated. */
export function RetargetCard({ now }: { readonly now: MarketNow }) {
  const { retarget } = now;
  const progress = epochProgressRatio(now);
  return (
    <FigureCard
      title="Next retarget"
      headline={retarget.estimatedChangeRatio}
      headlineLabel="Estimated change of difficulty"
      caption={meaningOf(retarget.estimatedChangeRatio.value)}
      foot={
        <>
          <EpochProgress ratio={progress} />
          <details className="mt-3">
            <summary className="min-h-6 underline decoration-dotted underline-offset-3">
              How it is estimated
            </summary>
            <p className="mt-1">
              Every 2,016 blocks difficulty is set so that blocks take ten minutes again. The pace of this
              epoch&apos;s blocks so far gives the change; in its first quarter, the last 504 blocks do, so
              that a lucky first hour does not look like a trend. It is never more than a quarter down to four
              times up. The same method as mempool.space.
            </p>
          </details>
        </>
      }
    >
      <FigureRow label="Blocks to go" figure={retarget.remainingBlocks} />
      <TextRow label="Expected">
        {retarget.estimatedAt === null ? (
          <span className="text-muted-foreground italic">no data</span>
        ) : (
          <Moment at={retarget.estimatedAt} distance />
        )}
      </TextRow>
      <TextRow label="At height">{formatNumber(retarget.height, 0)}</TextRow>
      <FigureRow
        label="Previous change"
        figure={retarget.previousChangeRatio}
        detail={meaningOf(retarget.previousChangeRatio.value)}
      />
    </FigureCard>
  );
}

/** A sign alone does not say whom it favours: less difficulty is more bitcoin for the same machine. */
function meaningOf(ratio: number | null): string | undefined {
  if (ratio === null) return undefined;
  if (ratio === 0) return "as hard as before";
  return ratio > 0 ? "harder: less per machine" : "easier: more per machine";
}

function EpochProgress({ ratio }: { readonly ratio: number | null }) {
  if (ratio === null) return null;
  return (
    <>
      <p className="mb-1.5 flex justify-between">
        <span>This epoch</span>
        <span>{formatPercent(ratio, 0)} mined</span>
      </p>
      <div className="h-1.5 overflow-hidden rounded-full bg-muted" aria-hidden="true">
        <div className="h-full rounded-full bg-chart-5" style={{ width: `${(ratio * 100).toFixed(1)}%` }} />
      </div>
    </>
  );
}
