"use client";

import { MailX, RotateCcw, Trash2 } from "lucide-react";
import type { LettersTarget } from "@/components/events/letters-dialog";
import { Payload } from "@/components/events/payload";
import { useDeadLetters } from "@/components/events/use-events";
import { EmptyState } from "@/components/shell/empty-state";
import { ErrorState } from "@/components/shell/error-state";
import { Moment } from "@/components/shell/moment";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Skeleton } from "@/components/ui/skeleton";
import type { DeadLetterItem } from "@/lib/modules/events/schema";

export interface LettersRights {
  readonly mayReplay: boolean;
  readonly mayDiscard: boolean;
}

interface DeadLettersListProps {
  readonly state: "open" | "resolved";
  readonly onState: (state: "open" | "resolved") => void;
  readonly rights: LettersRights;
  readonly selected: readonly DeadLetterItem[];
  readonly onSelected: (selected: readonly DeadLetterItem[]) => void;
  readonly onAct: (kind: "replay" | "discard", target: LettersTarget) => void;
}

export const letterKey = ({ eventId, consumer }: DeadLetterItem) => `${eventId} ${consumer}`;

/** Events that could not be handled: what they say, why it failed, and what can be done. */
export function DeadLettersList(props: DeadLettersListProps) {
  const { state, onState, rights, selected, onSelected, onAct } = props;
  const found = useDeadLetters(state);
  const letters = found.data?.pages.flatMap((page) => page.letters) ?? [];
  const open = found.data?.pages[0]?.open ?? 0;
  const isSelected = (letter: DeadLetterItem) => selected.some((one) => letterKey(one) === letterKey(letter));
  const toggle = (letter: DeadLetterItem) =>
    onSelected(
      isSelected(letter)
        ? selected.filter((one) => letterKey(one) !== letterKey(letter))
        : [...selected, letter],
    );
  const mayAct = state === "open" && (rights.mayReplay || rights.mayDiscard);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        {(["open", "resolved"] as const).map((one) => (
          <Button
            key={one}
            size="sm"
            aria-pressed={state === one}
            className="aria-pressed:border-foreground aria-pressed:bg-hover"
            onClick={() => onState(one)}
          >
            {one === "open" ? "Open" : "Dealt with"}
          </Button>
        ))}
        {mayAct && letters.length > 0 && (
          <div className="ml-auto flex flex-wrap gap-2">
            {rights.mayReplay && (
              <Button
                size="sm"
                onClick={() =>
                  onAct(
                    "replay",
                    selected.length > 0 ? { letters: selected } : { letters: "all", count: open },
                  )
                }
              >
                <RotateCcw aria-hidden="true" />
                {selected.length > 0 ? `Replay ${selected.length}` : `Replay all ${open}`}
              </Button>
            )}
            {rights.mayDiscard && selected.length > 0 && (
              <Button size="sm" variant="destructive" onClick={() => onAct("discard", { letters: selected })}>
                <Trash2 aria-hidden="true" />
                Discard {selected.length}
              </Button>
            )}
          </div>
        )}
      </div>
      {found.isError && letters.length === 0 ? (
        <ErrorState
          title="The dead letters could not be loaded"
          meaning={found.error.message}
          actions={<Button onClick={() => void found.refetch()}>Try again</Button>}
        />
      ) : found.isPending ? (
        <Skeleton className="h-72 rounded-lg" />
      ) : letters.length === 0 ? (
        <EmptyState Icon={MailX} title={state === "open" ? "No dead letters" : "Nothing was dealt with yet"}>
          {state === "open"
            ? "Whatever changed has had its effect, or is being tried again."
            : "Dead letters that were replayed or discarded stand here."}
        </EmptyState>
      ) : (
        <ul aria-label="Dead letters" className="grid gap-3">
          {letters.map((letter) => (
            <li key={letterKey(letter)}>
              <Card className="grid gap-2 p-4">
                <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
                  {mayAct && (
                    <Checkbox
                      checked={isSelected(letter)}
                      onChange={() => toggle(letter)}
                      aria-label={`Select ${letter.type} for ${letter.consumer}`}
                      className="mt-0.5"
                    />
                  )}
                  <div className="min-w-0 grow">
                    <p className="font-medium">
                      <code className="text-sm">{letter.type}</code> · {letter.consumer}
                    </p>
                    <p className="text-muted-foreground">
                      {letter.aggregate.type} <code className="break-all text-xs">{letter.aggregate.id}</code>
                      , version {letter.aggregate.version}
                    </p>
                  </div>
                  <Badge tone={letter.resolvedAt === null ? "loss" : "neutral"}>
                    {letter.resolution ??
                      `${letter.attempts} ${letter.attempts === 1 ? "attempt" : "attempts"}`}
                  </Badge>
                </div>
                <p className="break-words text-loss">{letter.error}</p>
                <p className="text-muted-foreground text-xs">
                  Written <Moment at={letter.firstSeenAt} />, given up <Moment at={letter.lastSeenAt} />
                  {letter.resolvedAt !== null && (
                    <>
                      , dealt with <Moment at={letter.resolvedAt} />
                    </>
                  )}
                </p>
                <Payload label="Payload" text={JSON.stringify(letter.payload, null, 2)} />
                {letter.stack !== null && <Payload label="Stack" text={letter.stack} />}
              </Card>
            </li>
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <Button
          className="mt-3"
          disabled={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          Show older ones
        </Button>
      )}
    </>
  );
}
