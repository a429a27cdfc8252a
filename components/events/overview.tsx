"use client";

import type { ReactNode } from "react";
import { StackedBars } from "@/components/charts/stacked-bars";
import { inWords } from "@/components/events/milliseconds";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { useNow } from "@/lib/browser/use-now";
import type { EventsOverview, Lag } from "@/lib/modules/events/schema";

/** How much passes, how quickly, and what waits. */
export function Overview({ overview }: { readonly overview: EventsOverview }) {
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Throughput overview={overview} />
      <div className="grid min-w-0 grid-cols-1 gap-4 md:grid-cols-2 xl:grid-cols-1">
        <Lags overview={overview} />
        <Queues overview={overview} />
      </div>
    </div>
  );
}

function Throughput({ overview: { perMinute, asOf } }: { readonly overview: EventsOverview }) {
  return (
    <StackedBars
      title="Events handed over"
      unit="per minute"
      level={2}
      height={280}
      source={{ source: "the outbox of this deployment", asOf }}
      x={{
        kind: "number",
        values: perMinute.map((_, at) => at - perMinute.length),
        label: "Minutes from now",
        format: "integer",
      }}
      y={{ label: "Events per minute", unit: "", format: "integer", fromZero: true }}
      bars={[
        {
          key: "handedOver",
          label: "Handed over",
          unit: "events",
          format: "integer",
          values: perMinute.map(({ handedOver }) => handedOver),
        },
      ]}
    />
  );
}

const lagRows = [
  ["handOver", "Hand-over", "From the commit until the jobs engine has the event"],
  ["effect", "Effect", "From the commit until what it causes is done"],
  ["screen", "Screen", "From the commit until a browser knows of it"],
] as const;

function Lags({ overview: { lags } }: { readonly overview: EventsOverview }) {
  return (
    <Card>
      <CardHeader
        title="Lag after the commit"
        description="Last 60 minutes: half, 95 % and 99 % are quicker"
      />
      <CardBody className="px-0 pt-2 sm:px-2">
        <Table caption="Lag after the commit">
          <thead>
            <tr>
              <Th>Until</Th>
              <Th numeric>p50</Th>
              <Th numeric>p95</Th>
              <Th numeric>p99</Th>
              <Th numeric>Measured</Th>
            </tr>
          </thead>
          <tbody>
            {lagRows.map(([key, name, meaning]) => (
              <tr key={key}>
                <Th scope="row" title={meaning}>
                  {name}
                </Th>
                <LagCells lag={lags[key]} />
              </tr>
            ))}
          </tbody>
        </Table>
      </CardBody>
    </Card>
  );
}

function LagCells({ lag }: { readonly lag: Lag }) {
  if (lag === null) {
    return (
      <Td colSpan={4} className="text-right text-muted-foreground">
        no data
      </Td>
    );
  }
  return (
    <>
      <Td numeric>{inWords(lag.p50Ms)}</Td>
      <Td numeric>{inWords(lag.p95Ms)}</Td>
      <Td numeric>{inWords(lag.p99Ms)}</Td>
      <Td numeric className="text-muted-foreground">
        {lag.count.toLocaleString("en-US")}
      </Td>
    </>
  );
}

function Queues({ overview }: { readonly overview: EventsOverview }) {
  const { outbox, engineQueue, engine } = overview;
  return (
    <Card>
      <CardHeader
        title="Waiting now"
        description={
          engine === "embedded"
            ? "The engine's figures are of the whole deployment"
            : "Runs are kept by the Inngest server: see its own screen"
        }
      />
      <CardBody className="pt-3">
        <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5">
          <Line name="Events to hand over">
            {outbox.pending.toLocaleString("en-US")}
            <Oldest at={outbox.oldestPendingAt} />
          </Line>
          <Line name="Events on their way">{outbox.inFlight.toLocaleString("en-US")}</Line>
          {engine === "embedded" && (
            <>
              <Line name="Calls due">{engineQueue.due.toLocaleString("en-US")}</Line>
              <Line name="Calls under way">{engineQueue.running.toLocaleString("en-US")}</Line>
              <Line name="Calls for later: retries, sleeps, waits">
                {engineQueue.later.toLocaleString("en-US")}
              </Line>
              <Line name="Calls held back by a pause">{engineQueue.paused.toLocaleString("en-US")}</Line>
              <Line name="Runs not ended">{engineQueue.openRuns.toLocaleString("en-US")}</Line>
            </>
          )}
        </dl>
      </CardBody>
    </Card>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="text-right font-medium tabular-nums">{children}</dd>
    </>
  );
}

function Oldest({ at }: { readonly at: string | null }) {
  const nowMs = useNow();
  if (at === null || nowMs === null) return null;
  return (
    <span className="block font-normal text-muted-foreground text-xs">
      the oldest for {inWords(Math.max(0, nowMs - Date.parse(at)))}
    </span>
  );
}
