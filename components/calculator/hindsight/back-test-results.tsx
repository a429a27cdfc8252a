"use client";

import { memo } from "react";
import { cumulativeChart } from "@/components/calculator/hindsight/back-test-charts";
import { sameTerms } from "@/components/calculator/hindsight/hindsight-messages";
import { MonthsTable } from "@/components/calculator/hindsight/months-table";
import { ScoreSection } from "@/components/calculator/hindsight/score-section";
import type { BackTest } from "@/components/calculator/hindsight/use-back-test";
import { VerdictCard } from "@/components/calculator/hindsight/verdict-card";
import type { ChartSource } from "@/components/charts/chart-types";
import { LineChart } from "@/components/charts/line-chart";
import { EmptyState } from "@/components/shell/empty-state";
import { ErrorState } from "@/components/shell/error-state";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/browser/class-names";
import { ApiError } from "@/lib/browser/fetch-json";
import type { TestedFleet } from "@/lib/domain/hindsight/fleet-profit";
import type { TestedDay } from "@/lib/domain/hindsight/test-day";

/** The answer, or why there is none yet. */
export function BackTestResults({ test }: { readonly test: BackTest }) {
  const { history, tests, fleet, past } = test;
  if (history.data === undefined && history.isError) {
    const id = history.error instanceof ApiError ? history.error.requestId : null;
    return (
      <ErrorState
        title="The history could not be loaded"
        meaning={`${history.error.message} Without it nothing can be tested.`}
        id={id}
        actions={
          <Button variant="primary" onClick={() => void history.refetch()}>
            Load the history again
          </Button>
        }
      />
    );
  }
  if (tests.failure !== null) {
    return (
      <ErrorState
        title="The back-test stopped"
        meaning={`${tests.failure}. Your inputs are kept in the address; loading the page again starts it anew.`}
        actions={
          <Button variant="primary" onClick={() => window.location.reload()}>
            Load the page again
          </Button>
        }
      />
    );
  }
  if (tests.firstDayUtc === null || (tests.firstDayUtc !== undefined && test.days === null)) {
    return (
      <EmptyState title="The recorded history is too short">
        Nothing can be estimated and then watched for {test.terms.months} months on {past?.days.length ?? 0}{" "}
        days. A shorter horizon needs fewer.
      </EmptyState>
    );
  }
  const answer = tests.day;
  if (answer === null || fleet === null) return <ResultsSkeleton />;
  const isCurrent = answer.dayUtc === test.usedDayUtc && sameTerms(answer.terms, test.terms);
  if (answer.test.tested === null) {
    return (
      <>
        <EmptyState title={`Nothing could be said on ${answer.dayUtc}`}>
          {answer.test.reason}. Pick another day; nothing is guessed in its place.
        </EmptyState>
        <ScoreSection
          terms={test.terms}
          scan={tests.scan}
          progress={tests.progress}
          fleet={fleet}
          source={test.source}
        />
      </>
    );
  }
  return (
    <>
      <div className={cn("flex min-w-0 flex-col gap-4 transition-opacity", !isCurrent && "opacity-75")}>
        <DayResults test={test} tested={answer.test.tested} fleet={fleet} />
      </div>
      <ScoreSection
        terms={test.terms}
        scan={tests.scan}
        progress={tests.progress}
        fleet={fleet}
        source={test.source}
      />
    </>
  );
}

interface DayResultsProps {
  readonly test: BackTest;
  readonly tested: TestedDay;
  readonly fleet: TestedFleet;
}

function DayResults({ test, tested, fleet }: DayResultsProps) {
  const name = test.state.machine === null ? "own machine" : (test.model?.name ?? "machine");
  const machines = `${fleet.quantity.toLocaleString("en-US")} × ${name}`;
  return (
    <>
      <VerdictCard tested={tested} fleet={fleet} machines={machines} />
      <DayChart tested={tested} fleet={fleet} source={test.source} />
      <MonthsTable
        tested={tested}
        fleet={fleet}
        against={test.state.against}
        onAgainst={(against) => test.change({ against })}
      />
    </>
  );
}

const DayChart = memo(function DayChart({
  tested,
  fleet,
  source,
}: {
  readonly tested: TestedDay;
  readonly fleet: TestedFleet;
  readonly source: ChartSource;
}) {
  return <LineChart {...cumulativeChart(tested, fleet, source)} />;
});

function ResultsSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Going back to that day</span>
      <Skeleton className="h-44 rounded-lg" />
      <Skeleton className="h-96 rounded-lg" />
    </div>
  );
}
