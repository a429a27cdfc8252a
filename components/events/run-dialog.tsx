"use client";

import { inWords } from "@/components/events/milliseconds";
import { Payload } from "@/components/events/payload";
import { RunStateBadge } from "@/components/events/run-state-badge";
import { useRun } from "@/components/events/use-events";
import { Moment } from "@/components/shell/moment";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { RunDetail } from "@/lib/modules/events/schema";

interface RunDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** One run: its event, its steps in time, what comes next. */
export function RunDialog({ id, onClose }: RunDialogProps) {
  const { data, error } = useRun(id);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={data === undefined ? "Run" : `Run of ${data.functionName}`}
      className="sm:max-w-3xl"
    >
      {data !== undefined ? (
        <Detail run={data} />
      ) : error !== null ? (
        <Alert tone="loss" title="The run could not be loaded">
          {error.message}
        </Alert>
      ) : (
        <Skeleton className="h-56" />
      )}
    </Dialog>
  );
}

function Detail({ run }: { readonly run: RunDetail }) {
  return (
    <div className="grid gap-5">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-muted-foreground">State</dt>
        <dd>
          <RunStateBadge state={run.state} />
        </dd>
        <dt className="text-muted-foreground">Event</dt>
        <dd className="min-w-0 break-words">
          <code className="text-xs">{run.event.name}</code>, written <Moment at={run.happenedAt} />
        </dd>
        <dt className="text-muted-foreground">Began</dt>
        <dd>
          <Moment at={run.startedAt} />
        </dd>
        <dt className="text-muted-foreground">Ended</dt>
        <dd>
          {run.endedAt === null ? (
            "not yet"
          ) : (
            <>
              <Moment at={run.endedAt} />, after {inWords(msBetween(run.startedAt, run.endedAt))}
            </>
          )}
        </dd>
        <dt className="text-muted-foreground">Id</dt>
        <dd>
          <code className="select-all break-all text-xs">{run.id}</code>
        </dd>
      </dl>
      {run.error !== null && (
        <Alert tone="loss" title={run.error}>
          {run.errorStack !== null && <Payload label="Stack" text={run.errorStack} />}
        </Alert>
      )}
      <Timeline run={run} />
      {run.open.length > 0 && (
        <section aria-label="What comes next">
          <h3 className="mb-1 font-semibold">What comes next</h3>
          <ul className="grid gap-1">
            {run.open.map((job) => (
              <li key={`${job.kind} ${job.name} ${job.dueAt}`}>
                {job.name ?? jobNames[job.kind] ?? job.kind}{" "}
                {job.isRunning ? (
                  <Badge tone="outline">under way</Badge>
                ) : (
                  <>
                    at <Moment at={job.dueAt} />
                  </>
                )}
                {job.failures > 0 && (
                  <span className="block text-muted-foreground">
                    failed {job.failures} {job.failures === 1 ? "time" : "times"}: {job.lastError}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Payload label="What the event said" text={JSON.stringify(run.eventData, null, 2)} />
    </div>
  );
}

const jobNames: Readonly<Record<string, string>> = {
  discover: "The function goes on",
  timer: "A sleep ends",
  wait_timeout: "A wait ends",
};

/** Each step as a bar from its beginning to its end, on the run's own time. */
function Timeline({ run }: { readonly run: RunDetail }) {
  if (run.steps.length === 0) {
    return <p className="text-muted-foreground">The function has no steps: it runs in one piece.</p>;
  }
  const startMs = Date.parse(run.startedAt);
  const endMs = Math.max(
    startMs + 1,
    ...run.steps.map(({ finishedAt }) => Date.parse(finishedAt)),
    ...(run.endedAt === null ? [] : [Date.parse(run.endedAt)]),
  );
  const share = (at: string) =>
    Math.min(100, Math.max(0, ((Date.parse(at) - startMs) / (endMs - startMs)) * 100));
  return (
    <section aria-label="Steps">
      <h3 className="mb-1 font-semibold">Steps</h3>
      <ol className="grid gap-2">
        {run.steps.map((step) => {
          const from = share(step.startedAt ?? step.finishedAt);
          return (
            <li key={`${step.name} ${step.finishedAt}`}>
              <div className="flex justify-between gap-3">
                <span className="min-w-0 truncate">
                  {step.name}
                  {step.attempts > 1 && (
                    <span className="text-muted-foreground"> · {step.attempts} attempts</span>
                  )}
                </span>
                <span className="whitespace-nowrap text-muted-foreground">
                  {step.startedAt === null
                    ? `at ${inWords(msBetween(run.startedAt, step.finishedAt))}`
                    : inWords(msBetween(step.startedAt, step.finishedAt))}
                </span>
              </div>
              <div aria-hidden="true" className="mt-1 h-1.5 rounded-sm bg-muted">
                <div
                  className={
                    step.error === null ? "h-full rounded-sm bg-chart-1" : "h-full rounded-sm bg-loss"
                  }
                  style={{ marginLeft: `${from}%`, width: `max(2px, ${share(step.finishedAt) - from}%)` }}
                />
              </div>
              {step.error !== null && <p className="text-loss">{step.error}</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

const msBetween = (from: string, to: string) => Math.max(0, Date.parse(to) - Date.parse(from));
