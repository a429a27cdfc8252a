"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { DeadLettersList, type LettersRights } from "@/components/events/dead-letters-list";
import { eventsCodec, type Part, parts } from "@/components/events/events-state";
import { FunctionsList } from "@/components/events/functions-list";
import type { LettersTarget } from "@/components/events/letters-dialog";
import { inWords } from "@/components/events/milliseconds";
import { Overview } from "@/components/events/overview";
import { RunsList } from "@/components/events/runs-list";
import { useOverview } from "@/components/events/use-events";
import { PageHeader } from "@/components/shell/page-header";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useUrlState } from "@/lib/browser/url-state";
import type { DeadLetterItem, EventsOverview, JobFunction } from "@/lib/modules/events/schema";

const RunDialog = dynamic(() => import("@/components/events/run-dialog").then((m) => m.RunDialog));
const PauseDialog = dynamic(() => import("@/components/events/pause-dialog").then((m) => m.PauseDialog));
const ReplayDialog = dynamic(() => import("@/components/events/letters-dialog").then((m) => m.ReplayDialog));
const DiscardDialog = dynamic(() =>
  import("@/components/events/letters-dialog").then((m) => m.DiscardDialog),
);

interface EventsScreenProps {
  readonly first: EventsOverview;
  readonly rights: LettersRights;
}

const partNames: Readonly<Record<Part, string>> = {
  functions: "Functions",
  runs: "Runs",
  "dead-letters": "Dead letters",
};

type OpenDialog =
  | { readonly kind: "pause"; readonly target: JobFunction }
  | { readonly kind: "replay" | "discard"; readonly target: LettersTarget };

/** What happens after changes: how much, how quickly, what failed, and what to do about it. */
export function EventsScreen({ first, rights }: EventsScreenProps) {
  const [view, setView] = useUrlState(eventsCodec);
  const overview = useOverview(first);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [selected, setSelected] = useState<readonly DeadLetterItem[]>([]);
  const close = () => setDialog(null);
  const done = () => {
    setSelected([]);
    close();
  };
  const { data } = overview;
  return (
    <>
      <PageHeader title="Events" state={sentence(data)} />
      {overview.error !== null && (
        <Alert tone="warn" title="The figures are not up to date" className="mb-3">
          {overview.error.message}
        </Alert>
      )}
      {data.alarms.map(({ kind, message }) => (
        <Alert key={kind} tone={kind === "paused" ? "warn" : "loss"} title={message} className="mb-3" />
      ))}
      <Overview overview={data} />
      <nav aria-label="Parts of the events" className="mt-8 mb-4 flex flex-wrap gap-1 border-b pb-2">
        {parts.map((part) => (
          <Button
            key={part}
            variant="ghost"
            aria-pressed={view.part === part}
            onClick={() => setView({ ...view, part })}
          >
            {partNames[part]}
            {part === "dead-letters" && data.deadLetters.open > 0 && (
              <Badge tone="loss">{data.deadLetters.open.toLocaleString("en-US")}</Badge>
            )}
          </Button>
        ))}
      </nav>
      {view.part === "functions" && (
        <FunctionsList
          onRuns={(functionId, state) => setView({ ...view, part: "runs", functionId, state })}
          onPause={(target) => setDialog({ kind: "pause", target })}
        />
      )}
      {view.part === "runs" && <RunsList view={view} onChange={setView} />}
      {view.part === "dead-letters" && (
        <DeadLettersList
          state={view.letters}
          onState={(letters) => {
            setSelected([]);
            setView({ ...view, letters });
          }}
          rights={rights}
          selected={selected}
          onSelected={setSelected}
          onAct={(kind, target) => setDialog({ kind, target })}
        />
      )}
      {view.run !== null && <RunDialog id={view.run} onClose={() => setView({ ...view, run: null })} />}
      {dialog?.kind === "pause" && <PauseDialog target={dialog.target} onClose={close} />}
      {dialog?.kind === "replay" && <ReplayDialog target={dialog.target} onClose={close} onDone={done} />}
      {dialog?.kind === "discard" && <DiscardDialog target={dialog.target} onClose={close} onDone={done} />}
    </>
  );
}

/** "1,203 events in the last hour, none waits. From commit to a screen: p95 84 ms." */
function sentence({ perMinute, outbox, lags }: EventsOverview): string {
  const count = perMinute.reduce((sum, { handedOver }) => sum + handedOver, 0);
  const waiting = outbox.pending + outbox.inFlight;
  const events = `${count.toLocaleString("en-US")} ${count === 1 ? "event" : "events"} in the last hour`;
  const waits = waiting === 0 ? "none waits" : `${waiting.toLocaleString("en-US")} on the way`;
  const lag = lags.screen ?? lags.effect;
  const until = lags.screen === null ? "to the effect" : "to a screen";
  return `${events}, ${waits}.${lag === null ? "" : ` From commit ${until}: p95 ${inWords(lag.p95Ms)}.`}`;
}
