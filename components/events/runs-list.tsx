"use client";

import { Activity, X } from "lucide-react";
import type { EventsView } from "@/components/events/events-state";
import { runStateNames } from "@/components/events/events-state";
import { inWords } from "@/components/events/milliseconds";
import { RunStateBadge } from "@/components/events/run-state-badge";
import { useRuns } from "@/components/events/use-events";
import { EmptyState } from "@/components/shell/empty-state";
import { ErrorState } from "@/components/shell/error-state";
import { Moment } from "@/components/shell/moment";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import type { Run } from "@/lib/modules/events/schema";

interface RunsListProps {
  readonly view: EventsView;
  readonly onChange: (view: EventsView) => void;
}

/** Runs of functions, newest first, to be narrowed to a function and a state. */
export function RunsList({ view, onChange }: RunsListProps) {
  const runs = useRuns(view);
  const found = runs.data?.pages.flatMap((page) => page.runs) ?? [];
  const states = Object.entries(runStateNames) as [Run["state"], string][];
  const [first] = found;
  return (
    <>
      <fieldset className="mb-3 flex flex-wrap items-center gap-2">
        <legend className="sr-only">Narrow the runs</legend>
        {states.map(([state, name]) => (
          <Button
            key={state}
            size="sm"
            aria-pressed={view.state === state}
            className="aria-pressed:border-foreground aria-pressed:bg-hover"
            onClick={() => onChange({ ...view, state: view.state === state ? null : state })}
          >
            {name}
          </Button>
        ))}
        {view.functionId !== null && (
          <Button size="sm" onClick={() => onChange({ ...view, functionId: null })}>
            {first?.functionName ?? view.functionId}
            <X aria-hidden="true" />
            <span className="sr-only">: show the runs of all functions</span>
          </Button>
        )}
      </fieldset>
      {runs.isError && found.length === 0 ? (
        <ErrorState
          title="The runs could not be loaded"
          meaning={runs.error.message}
          actions={<Button onClick={() => void runs.refetch()}>Try again</Button>}
        />
      ) : runs.isPending ? (
        <Skeleton className="h-72 rounded-lg" />
      ) : found.length === 0 ? (
        <EmptyState Icon={Activity} title={runs.data?.pages.length === 0 ? "No runs" : "No run is like that"}>
          Runs appear as soon as something changes or a schedule is due. What has ended is kept for a week.
        </EmptyState>
      ) : (
        <div className="rounded-lg border bg-card">
          <Table caption="Runs, newest first">
            <thead>
              <tr>
                <Th>Function</Th>
                <Th>State</Th>
                <Th>Event</Th>
                <Th>Began</Th>
                <Th numeric>Took</Th>
                <Th className="w-2/5">Error</Th>
              </tr>
            </thead>
            <tbody>
              {found.map((run) => (
                <tr key={run.id} className="hover:bg-muted">
                  <Th scope="row">
                    <Button variant="link" onClick={() => onChange({ ...view, run: run.id })}>
                      {run.functionName}
                    </Button>
                  </Th>
                  <Td>
                    <RunStateBadge state={run.state} />
                  </Td>
                  <Td>
                    <code className="text-xs">{run.event.name}</code>
                  </Td>
                  <Td className="whitespace-nowrap">
                    <Moment at={run.startedAt} />
                  </Td>
                  <Td numeric>{took(run)}</Td>
                  <Td className="max-w-96 truncate" title={run.error ?? undefined}>
                    {run.error ?? ""}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
      {runs.hasNextPage && (
        <Button className="mt-3" disabled={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          Show older runs
        </Button>
      )}
    </>
  );
}

function took({ startedAt, endedAt }: Run): string {
  return endedAt === null ? "…" : inWords(Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)));
}
