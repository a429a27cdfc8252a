"use client";

import { CirclePause, CirclePlay } from "lucide-react";
import { inWords } from "@/components/events/milliseconds";
import { useEventsChanged, useFunctions } from "@/components/events/use-events";
import { EmptyState } from "@/components/shell/empty-state";
import { ErrorState } from "@/components/shell/error-state";
import { Moment } from "@/components/shell/moment";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import { resumeFunctionAction } from "@/lib/modules/events/actions";
import type { JobFunction, Run } from "@/lib/modules/events/schema";

interface FunctionsListProps {
  /** Leads to the runs of a function. */
  readonly onRuns: (functionId: string, state: Run["state"] | null) => void;
  readonly onPause: (one: JobFunction) => void;
}

/** What runs after changes and by schedule. */
export function FunctionsList({ onRuns, onPause }: FunctionsListProps) {
  const { data, error, refetch } = useFunctions();
  if (data === undefined && error !== null) {
    return (
      <ErrorState
        title="The functions could not be loaded"
        meaning={error.message}
        actions={<Button onClick={() => void refetch()}>Try again</Button>}
      />
    );
  }
  if (data === undefined) return <Skeleton className="h-72 rounded-lg" />;
  if (data.functions.length === 0) {
    return (
      <EmptyState Icon={CirclePlay} title="No functions are registered here">
        The worker registers them when it starts. Where the Inngest server runs them, it shows them itself.
      </EmptyState>
    );
  }
  return (
    <div className="rounded-lg border bg-card">
      <Table caption="Functions">
        <thead>
          <tr>
            <Th>Function</Th>
            <Th>Started by</Th>
            <Th>Last run</Th>
            <Th numeric>Completed</Th>
            <Th numeric>Failed</Th>
            <Th numeric>p50</Th>
            <Th numeric>p95</Th>
            <Th>State</Th>
            {data.mayPause && (
              <Th>
                <span className="sr-only">Pause or resume</span>
              </Th>
            )}
          </tr>
        </thead>
        <tbody>
          {data.functions.map((one) => (
            <tr key={one.id} className="hover:bg-muted">
              <Th scope="row">
                <Button variant="link" onClick={() => onRuns(one.id, null)}>
                  {one.name}
                </Button>
                <span className="block font-normal text-muted-foreground text-xs">
                  {one.retries === 0
                    ? "no retries"
                    : `${one.retries} ${one.retries === 1 ? "retry" : "retries"}`}
                </span>
              </Th>
              <Td>
                {one.triggers.map((trigger) => (
                  <code key={trigger} className="block whitespace-nowrap text-xs leading-5">
                    {trigger}
                  </code>
                ))}
                {one.nextAt !== null && (
                  <span className="block whitespace-nowrap text-muted-foreground text-xs">
                    next <Moment at={one.nextAt} />
                  </span>
                )}
              </Td>
              <Td className="whitespace-nowrap">
                {one.lastRunAt === null ? (
                  <span className="text-muted-foreground">not yet</span>
                ) : (
                  <Moment at={one.lastRunAt} distance />
                )}
              </Td>
              <Td numeric>{one.lastDay.completed.toLocaleString("en-US")}</Td>
              <Td numeric>
                {one.lastDay.failed === 0 ? (
                  "0"
                ) : (
                  <Button variant="link" className="text-loss" onClick={() => onRuns(one.id, "failed")}>
                    {one.lastDay.failed.toLocaleString("en-US")}
                    <span className="sr-only"> failed runs of {one.name}</span>
                  </Button>
                )}
              </Td>
              <Td numeric>{one.p50Ms === null ? "–" : inWords(one.p50Ms)}</Td>
              <Td numeric>{one.p95Ms === null ? "–" : inWords(one.p95Ms)}</Td>
              <Td>
                <State one={one} />
              </Td>
              {data.mayPause && (
                <Td className="text-right">
                  {one.pause === null ? (
                    <Button variant="ghost" size="sm" onClick={() => onPause(one)}>
                      <CirclePause aria-hidden="true" /> Pause<span className="sr-only"> {one.name}</span>
                    </Button>
                  ) : (
                    <Resume one={one} />
                  )}
                </Td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function State({ one: { pause, openRuns } }: { readonly one: JobFunction }) {
  if (pause !== null) {
    return (
      <>
        <Badge tone="warn">Paused</Badge>
        <span className="mt-1 block max-w-48 text-muted-foreground text-xs">
          {pause.reason} ({pause.by}, <Moment at={pause.at} />)
        </span>
      </>
    );
  }
  return openRuns === 0 ? <Badge>Idle</Badge> : <Badge tone="gain">{openRuns} running</Badge>;
}

function Resume({ one }: { readonly one: JobFunction }) {
  const changed = useEventsChanged();
  const resume = useAction(resumeFunctionAction, () => {
    notify("success", `${one.name} goes on`);
    changed();
  });
  const run = async () => {
    const answer = await resume.run({ functionId: one.id });
    if (answer?.ok === false) notify("error", answer.error.message);
  };
  return (
    <Button size="sm" aria-disabled={resume.isPending} onClick={() => void run()}>
      <CirclePlay aria-hidden="true" /> Resume<span className="sr-only"> {one.name}</span>
    </Button>
  );
}
