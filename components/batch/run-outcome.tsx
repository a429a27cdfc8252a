"use client";

import { CircleCheck } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback } from "react";
import { ExportBar } from "@/components/batch/export-bar";
import { ModelCharts } from "@/components/batch/model-charts";
import { ModelTable } from "@/components/batch/model-table";
import { ProblemNotice } from "@/components/batch/problem-notice";
import { ResultTable } from "@/components/batch/result-table";
import { RowErrors } from "@/components/batch/row-errors";
import { rowsText } from "@/components/batch/rows-text";
import { RunProgress } from "@/components/batch/run-progress";
import { SummaryFigures } from "@/components/batch/summary-figures";
import type { Batch } from "@/components/batch/use-batch";
import type { RunSnapshot } from "@/components/batch/worker/protocol";
import { usePerson } from "@/components/shell/person/use-person";
import { Alert } from "@/components/ui/alert";
import { cn } from "@/lib/browser/class-names";
import { formatNumber } from "@/lib/domain/format/format-number";

// Nothing for visitors, who keep nothing here.
const PortfolioButton = dynamic(
  () => import("@/components/batch/portfolio-button").then((module) => module.PortfolioButton),
  { ssr: false },
);

/** Progress, then whatever came of a run: also of one that broke off. */
export function RunOutcome({ batch, run }: { readonly batch: Batch; readonly run: RunSnapshot }) {
  const { session, now } = batch;
  const isRunning = run.state === "sending" || run.state === "reading";
  const cancel = useCallback(() => session.cancel(), [session]);
  const { data: person } = usePerson();
  const keepsMachines =
    person?.kind === "user" && person.company !== null && person.permissions.has("calculator:save");
  const isIncomplete = run.state === "stopped" && run.rowsCalculated > 0;
  return (
    <section
      aria-label="Results"
      className={cn("grid grid-cols-[minmax(0,1fr)] gap-4", now.isOutdated && "opacity-75")}
    >
      {isRunning && <RunProgress run={run} onCancel={cancel} />}
      {run.problem !== null && (
        <ProblemNotice
          problem={run.problem}
          onRetry={canRetry(run) ? () => batch.run(run.mode) : undefined}
        />
      )}
      {run.state === "ended" && run.outcome !== "calculated" && <CheckOutcome run={run} />}
      {run.summary !== null && run.rowsCalculated > 0 && (
        <SummaryFigures
          run={run}
          total={run.summary.total}
          isIncomplete={isIncomplete}
          actions={
            !isRunning && (
              <>
                {keepsMachines && run.mode === "calculate" && <PortfolioButton batch={batch} run={run} />}
                <ExportBar batch={batch} hasMarket={run.market !== null} />
              </>
            )
          }
        />
      )}
      {run.errorCount > 0 && <RowErrors batch={batch} run={run} />}
      {run.rowsCalculated > 0 && run.summary !== null && run.summary.byModel.length > 0 && (
        <>
          <ModelTable
            groups={run.summary.byModel}
            onModel={(name) => batch.change({ models: [name], only: null })}
          />
          {!isRunning && <ModelCharts groups={run.summary.byModel} headroom={run.headroom} />}
        </>
      )}
      {run.mode === "calculate" && run.rowsCalculated > 0 && <ResultTable batch={batch} run={run} />}
    </section>
  );
}

function canRetry({ problem }: RunSnapshot): boolean {
  return problem !== null && problem.kind !== "file" && problem.kind !== "needs-mapping";
}

function CheckOutcome({ run }: { readonly run: RunSnapshot }) {
  const bad = run.rowsWithErrors;
  const fine = run.rowsRead - bad;
  if (run.outcome === "refused") {
    return (
      <Alert tone="loss" title={`Refused: ${formatNumber(bad, 0)} of ${rowsText(run.rowsRead)} have errors`}>
        You asked to refuse the whole file when one row is bad, so nothing was calculated.
      </Alert>
    );
  }
  const title =
    bad === 0
      ? `All ${rowsText(fine)} are fine`
      : `${rowsText(fine)} fine, ${formatNumber(bad, 0)} with errors`;
  return (
    <div className="flex items-center gap-2.5 rounded-md border bg-muted px-3 py-2.5">
      <CircleCheck aria-hidden="true" className="size-4 shrink-0" />
      <p>
        <span className="font-medium">{title}.</span> Checked only: nothing was calculated.
      </p>
    </div>
  );
}
