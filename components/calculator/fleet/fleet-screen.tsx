"use client";

import dynamic from "next/dynamic";
import { memo, useDeferredValue } from "react";
import { AdviceCard } from "@/components/calculator/fleet/advice-card";
import type { FleetOutcome } from "@/components/calculator/fleet/compute-fleet";
import { CurtailmentControls } from "@/components/calculator/fleet/curtailment-controls";
import { FleetActions } from "@/components/calculator/fleet/fleet-actions";
import { FigureNotices, MemoryNotices } from "@/components/calculator/fleet/fleet-notices";
import { GroupsCard } from "@/components/calculator/fleet/groups-card";
import { NetEffectBar } from "@/components/calculator/fleet/net-effect-bar";
import { NetEffectCard } from "@/components/calculator/fleet/net-effect-card";
import { OutlookCard } from "@/components/calculator/fleet/outlook-card";
import { RestCard } from "@/components/calculator/fleet/rest-card";
import { ScenarioTabs } from "@/components/calculator/fleet/scenario-tabs";
import { SiteSections } from "@/components/calculator/fleet/site-sections";
import { type Fleet, useFleet } from "@/components/calculator/fleet/use-fleet";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/browser/class-names";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatPower } from "@/lib/domain/format/format-power";

// Only a comparison has it.
const CompareCard = dynamic(
  () => import("@/components/calculator/fleet/compare-card").then((module) => module.CompareCard),
  { ssr: false, loading: () => <Skeleton className="h-96 w-full rounded-lg" /> },
);
// Last of the screen.
const HoursCard = dynamic(
  () => import("@/components/calculator/fleet/hours/hours-card").then((module) => module.HoursCard),
  { ssr: false, loading: () => <Skeleton className="h-44 w-full rounded-lg" /> },
);
const FleetCharts = dynamic(
  () => import("@/components/calculator/fleet/fleet-charts").then((module) => module.FleetCharts),
  { ssr: false, loading: () => <Skeleton className="h-96 w-full rounded-lg" /> },
);

/** The whole screen: the fleet above, what is asked of it at the left, the answer at the right. Nothing is sent anywhere. */
export function FleetScreen() {
  const fleet = useFleet();
  const { memory, outcome, isOutdated, scenario, dispatch } = fleet;
  // Everything below the headline may lag a keystroke behind, the headline never does.
  const laterOutcome = useDeferredValue(outcome);
  const laterAll = useDeferredValue(fleet.all);
  return (
    <div className="max-lg:pb-14">
      <PageHeader
        title="Fleet and curtailment"
        state={stateSentence(fleet)}
        actions={<FleetActions fleet={fleet} />}
      />
      <MemoryNotices fleet={fleet} />
      {memory.isOpening ? (
        <Opening />
      ) : (
        <>
          <ScenarioTabs fleet={fleet} />
          <GroupsCard key={scenario.id} fleet={fleet} />
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[21rem_minmax(0,1fr)] print:block">
            <div
              data-print="hide"
              className="lg:sticky lg:top-[6.75rem] lg:max-h-[calc(100dvh-8rem)] lg:overflow-y-auto"
            >
              <Card className="px-4 sm:px-5">
                <form aria-label="Inputs" onSubmit={(event) => event.preventDefault()}>
                  <CurtailmentControls key={scenario.id} request={scenario.curtailment} dispatch={dispatch} />
                  <SiteSections key={`site ${scenario.id}`} fleet={fleet} />
                </form>
              </Card>
            </div>
            <section id="results" aria-label="Results" className="flex min-w-0 flex-col gap-4">
              <FigureNotices fleet={fleet} />
              <div
                className={cn("flex min-w-0 flex-col gap-4 transition-opacity", isOutdated && "opacity-75")}
              >
                {fleet.resolution.kind !== "empty" && <NetEffectCard outcome={outcome} />}
                {laterOutcome !== null && <AnswerCards outcome={laterOutcome} dispatch={dispatch} />}
                {laterAll.length > 1 && <CompareCard all={laterAll} />}
                <HoursCard hours={fleet.state.document.hours} outcome={laterOutcome} dispatch={dispatch} />
              </div>
            </section>
          </div>
        </>
      )}
      <NetEffectBar outcome={outcome} isOutdated={isOutdated} />
    </div>
  );
}

const AnswerCards = memo(function AnswerCards({
  outcome,
  dispatch,
}: {
  readonly outcome: FleetOutcome;
  readonly dispatch: Fleet["dispatch"];
}) {
  return (
    <>
      <AdviceCard outcome={outcome} dispatch={dispatch} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        {outcome.plan !== null && <RestCard plan={outcome.plan} before={outcome.before} />}
        <OutlookCard outcome={outcome} />
      </div>
      <FleetCharts outcome={outcome} />
    </>
  );
});

function Opening() {
  return (
    <div role="status" aria-label="Opening the fleet" className="flex flex-col gap-5">
      <Skeleton className="h-72 w-full rounded-lg" />
      <Skeleton className="h-96 w-full rounded-lg" />
    </div>
  );
}

function stateSentence({ outcome, resolution }: Fleet): string {
  if (outcome === null || resolution.kind === "empty") {
    return "What a mixed fleet earns, and what it saves and gives up when a part of it rests.";
  }
  const { totals, groups } = outcome.before;
  const lines = groups.length === 1 ? "one line" : `${groups.length} lines`;
  return `${totals.machinesOn.toLocaleString("en-US")} machines in ${lines}: ${formatHashrate(totals.hashrateThs)}, ${formatPower(totals.powerWatts)} when all run.`;
}
