"use client";

import { memo, useMemo } from "react";
import { allDaysChart, calibrationChart } from "@/components/calculator/hindsight/back-test-charts";
import {
  pathsOfEachDay,
  sameTerms,
  type TestTerms,
} from "@/components/calculator/hindsight/hindsight-messages";
import { ScoreCard } from "@/components/calculator/hindsight/score-card";
import type { BackTests } from "@/components/calculator/hindsight/use-back-tests";
import type { ChartSource } from "@/components/charts/chart-types";
import { LineChart } from "@/components/charts/line-chart";
import { EmptyState } from "@/components/shell/empty-state";
import { Card } from "@/components/ui/card";
import type { TestedFleet } from "@/lib/domain/hindsight/fleet-profit";
import { scoreWindows, type TestedWindow } from "@/lib/domain/hindsight/score-windows";

interface ScoreSectionProps {
  readonly terms: TestTerms;
  readonly scan: BackTests["scan"];
  readonly progress: BackTests["progress"];
  readonly fleet: TestedFleet;
  readonly source: ChartSource;
}

/** The same test from every day of the record: how often the band held, and how the flat figure erred. */
export const ScoreSection = memo(function ScoreSection(props: ScoreSectionProps) {
  const { terms, scan, progress, fleet, source } = props;
  const { months } = terms;
  return (
    <section aria-labelledby="all-days" className="mt-2 flex min-w-0 flex-col gap-4">
      <h2 id="all-days" className="font-semibold text-base">
        Over all days: {months} months from each of them
      </h2>
      {scan !== null && sameTerms(scan.terms, terms) ? (
        <Scored windows={scan.windows} fleet={fleet} months={months} source={source} />
      ) : (
        <ScanProgress terms={terms} progress={progress} />
      )}
    </section>
  );
});

function ScanProgress({ terms, progress }: Pick<ScoreSectionProps, "terms" | "progress">) {
  const isOurs = progress !== null && sameTerms(progress.terms, terms);
  const done = isOurs ? progress.done : 0;
  const total = isOurs ? progress.total : null;
  return (
    <Card className="flex min-h-40 flex-col justify-center gap-2 p-5">
      <p id="scan-progress">
        {total === null ? "Going back to every day" : `${done} of ${total} start days tested`}
      </p>
      <progress
        aria-labelledby="scan-progress"
        className="h-2 w-full accent-primary"
        max={total ?? 1}
        value={done}
      />
      <p className="text-muted-foreground text-xs">
        Computed here in the browser, {pathsOfEachDay} paths from each day. The day above can be changed
        meanwhile.
      </p>
    </Card>
  );
}

interface ScoredProps {
  readonly windows: readonly TestedWindow[];
  readonly fleet: TestedFleet;
  readonly months: number;
  readonly source: ChartSource;
}

function Scored({ windows, fleet, months, source }: ScoredProps) {
  const score = useMemo(() => scoreWindows(windows, fleet, months), [windows, fleet, months]);
  const overDays = useMemo(
    () => allDaysChart(windows, fleet, months, source),
    [windows, fleet, months, source],
  );
  if (score === null) {
    return (
      <EmptyState title="No window can be judged">
        Every one of {windows.length} windows lacks a day. Choose a shorter horizon.
      </EmptyState>
    );
  }
  return (
    <>
      <ScoreCard score={score} windows={windows} />
      <LineChart {...overDays} />
      <LineChart {...calibrationChart(score, source)} height={220} />
    </>
  );
}
