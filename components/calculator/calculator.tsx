"use client";

import dynamic from "next/dynamic";
import { ExportActions } from "@/components/calculator/export-actions";
import { InputsPanel } from "@/components/calculator/inputs-panel";
import { DimmedNotice, Notices } from "@/components/calculator/notices";
import { ProfitCard } from "@/components/calculator/profit-card";
import { ResultBar } from "@/components/calculator/result-bar";
import { Results } from "@/components/calculator/results";
import { type Calculator as CalculatorData, useCalculator } from "@/components/calculator/use-calculator";
import { PageHeader } from "@/components/shell/page-header";
import { cn } from "@/lib/browser/class-names";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatPower } from "@/lib/domain/format/format-power";

// Only paper shows it; it comes once the screen stands.
const PrintInputs = dynamic(
  () => import("@/components/calculator/print-inputs").then((module) => module.PrintInputs),
  { ssr: false },
);

// Nobody holds a result before having seen one.
const MovedCard = dynamic(
  () => import("@/components/calculator/attribution/moved-card").then((module) => module.MovedCard),
  { ssr: false },
);

/** The whole screen: inputs at the left (first on a phone), the answer at the right, nothing sent anywhere. */
export function Calculator() {
  const calculator = useCalculator();
  const { outcome, blockedBy, dispatch, held, hold, release } = calculator;
  const isDimmed = blockedBy.length > 0;
  return (
    <div className="max-lg:pb-14">
      <PageHeader
        title="Calculator"
        state={stateSentence(calculator)}
        actions={<ExportActions outcome={outcome} link={calculator.link} onHold={hold} />}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[21rem_minmax(0,1fr)] print:block">
        <div
          data-print="hide"
          className="lg:sticky lg:top-[6.75rem] lg:max-h-[calc(100dvh-8rem)] lg:overflow-y-auto"
        >
          <InputsPanel calculator={calculator} />
        </div>
        <section id="results" aria-label="Results" className="flex min-w-0 flex-col gap-4">
          <Notices calculator={calculator} />
          <DimmedNotice calculator={calculator} />
          {outcome !== null && <PrintInputs outcome={outcome} />}
          <div
            className={cn(
              "flex min-w-0 flex-col gap-4 transition-opacity",
              isDimmed && outcome !== null && "opacity-75",
            )}
          >
            <ProfitCard outcome={outcome} />
            {outcome !== null && held !== null && (
              <MovedCard held={held} outcome={outcome} onHold={hold} onRelease={release} />
            )}
            {outcome !== null && <Results outcome={outcome} form={calculator.form} dispatch={dispatch} />}
          </div>
        </section>
      </div>
      <ResultBar outcome={outcome} isDimmed={isDimmed} />
    </div>
  );
}

function stateSentence({ outcome }: CalculatorData): string {
  if (outcome === null) return "What machines earn, what they cost, and when they pay back.";
  const { fleet } = outcome.result;
  const name = outcome.model?.name ?? "own machine";
  const count = outcome.inputs.quantity.toLocaleString("en-US");
  return `${count} × ${name}: ${formatHashrate(fleet.installedHashrateThs)}, ${formatPower(fleet.installedPowerWatts)} when all run.`;
}
