"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import {
  betterFigureText,
  independenceText,
  keptRatio,
  scoreVerdict,
  wholePercent,
} from "@/components/calculator/hindsight/score-text";
import { ScrollTable } from "@/components/calculator/scroll-table";
import { signedUsdText } from "@/components/calculator/signed-usd";
import { Card } from "@/components/ui/card";
import { cn } from "@/lib/browser/class-names";
import { formatChange } from "@/lib/domain/format/format-percent";
import { formatUsd } from "@/lib/domain/format/format-usd";
import type { Coverage, FigureError, Score, TestedWindow } from "@/lib/domain/hindsight/score-windows";

interface ScoreCardProps {
  readonly score: Score;
  readonly windows: readonly TestedWindow[];
}

const shownPromises = [0.5, 0.8, 0.95];

/** Whether the bands kept their promise, and how median and flat figure erred. */
export function ScoreCard({ score, windows }: ScoreCardProps) {
  const isKept = keptRatio(score) >= 0.8;
  const Icon = isKept ? CircleCheck : TriangleAlert;
  return (
    <Card className="flex min-w-0 flex-col gap-4 p-4 sm:p-5">
      <div className="flex gap-2.5">
        <Icon aria-hidden="true" className={cn("mt-1 size-4 shrink-0", isKept ? "text-gain" : "text-warn")} />
        <div className="max-w-prose">
          <p data-testid="score" className="font-medium text-base">
            {scoreVerdict(score)}
          </p>
          <p className="mt-1">{independenceText(score)}</p>
          <p className="mt-1">{betterFigureText(score)}</p>
        </div>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-4 lg:grid-cols-2">
        <ScrollTable
          caption="How often the bands held"
          first="Band"
          heads={["Held", "Days inside"]}
          rows={score.coverage
            .filter(({ nominalRatio }) => shownPromises.includes(nominalRatio))
            .map((one) => ({
              key: String(one.nominalRatio),
              label: wholePercent(one.nominalRatio),
              isStrong: one.nominalRatio === 0.8,
              cells: coverageCells(one, score.judged),
            }))}
        />
        <ScrollTable
          caption="How the figures missed"
          first="Said − happened"
          heads={["Median", "Nothing changes"]}
          rows={errorRows(score.median, score.flat)}
        />
      </div>
      <p className="max-w-prose text-muted-foreground text-xs">{spanText(score, windows)}</p>
    </Card>
  );
}

function coverageCells({ inside, observedRatio }: Coverage, judged: number) {
  return [wholePercent(observedRatio), `${inside} of ${judged}`];
}

function errorRows(median: FigureError, flat: FigureError) {
  const both = [median, flat];
  return [
    {
      key: "miss",
      label: "Typical miss",
      cells: both.map(
        (one) => `${formatUsd(one.medianMissUsd, 0)} (${wholePercent(one.medianMissRatioOfIncome)})`,
      ),
    },
    {
      key: "bias",
      label: "Bias",
      cells: both.map(
        (one) =>
          `${signedUsdText(one.biasUsd, 0)} (${formatChange(one.biasRatioOfIncome, 0).replace("-", "−")})`,
      ),
    },
    {
      key: "optimistic",
      label: "Too optimistic",
      cells: both.map((one) => `${wholePercent(one.optimisticRatio)} of days`),
    },
  ];
}

function spanText({ judged, leftOut }: Score, windows: readonly TestedWindow[]): string {
  const first = windows[0]?.dayUtc ?? "";
  const last = windows.at(-1)?.dayUtc ?? "";
  const gaps =
    leftOut === 0
      ? ""
      : ` ${leftOut} more are not judged, because a day in their window has no recorded close.`;
  return `${judged} start days, every one from ${first} to ${last}.${gaps} Miss and bias are medians, percent of the income that happened. Costs are the same on both sides, so how often a band holds does not depend on the machine or the electricity price. Subsidy only, transaction fees not included.`;
}
