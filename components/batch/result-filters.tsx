"use client";

import { X } from "lucide-react";
import type { Batch } from "@/components/batch/use-batch";
import type { RowsOnly, RunSnapshot } from "@/components/batch/worker/protocol";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { formatNumber } from "@/lib/domain/format/format-number";

const onlyWords: readonly (readonly [RowsOnly, string])[] = [
  ["loss", "At a loss"],
  ["no-payback", "No payback"],
  ["error", "With errors"],
];

/** What narrows the results beside the words that are searched for: each chip says how many rows it keeps. */
export function ResultFilters({ batch, run }: { readonly batch: Batch; readonly run: RunSnapshot }) {
  const { state, change } = batch;
  const models = run.summary?.byModel ?? [];
  const others = models.filter(({ name }) => !state.models.includes(name));
  return (
    <div data-print="hide" className="mb-3 flex flex-wrap items-center gap-1.5">
      <NativeSelect
        aria-label="Add a model to the filter"
        className="w-44"
        value=""
        onChange={(event) => change({ models: [...state.models, event.target.value] })}
      >
        <option value="">{state.models.length === 0 ? "Any model" : "More models"}</option>
        {others.map(({ name, rows }) => (
          <option key={name} value={name}>
            {name} ({formatNumber(rows, 0)})
          </option>
        ))}
      </NativeSelect>
      {onlyWords.map(([only, words]) => (
        <Chip
          key={only}
          isOn={state.only === only}
          onToggle={() => change({ only: state.only === only ? null : only })}
        >
          {words} <span className="text-muted-foreground">{formatNumber(run.view.counts[only], 0)}</span>
        </Chip>
      ))}
      {state.models.map((model) => (
        <Chip
          key={model}
          isOn
          onToggle={() => change({ models: state.models.filter((other) => other !== model) })}
        >
          {model}
        </Chip>
      ))}
      {(state.models.length > 0 || state.only !== null) && (
        <Button variant="ghost" size="sm" onClick={() => change({ models: [], only: null })}>
          Show all
        </Button>
      )}
    </div>
  );
}

interface ChipProps {
  readonly isOn: boolean;
  readonly onToggle: () => void;
  readonly children: React.ReactNode;
}

function Chip({ isOn, onToggle, children }: ChipProps) {
  return (
    <Button
      size="sm"
      aria-pressed={isOn}
      onClick={onToggle}
      className="aria-pressed:border-foreground aria-pressed:bg-hover"
    >
      {children}
      {isOn && <X aria-hidden="true" />}
    </Button>
  );
}
