"use client";

import { X } from "lucide-react";
import { coolings } from "@/components/catalogue/cooling";
import { efficiencySteps, type Facets, isNarrowed, noFacets, statuses } from "@/components/catalogue/facets";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

interface FilterBarProps {
  readonly models: readonly MinerModel[];
  readonly facets: Facets;
  readonly onChange: (facets: Facets) => void;
}

/** Filters as chips: each says what it keeps, and a press takes it back. */
export function FilterBar({ models, facets, onChange }: FilterBarProps) {
  const change = (patch: Partial<Facets>) => onChange({ ...facets, ...patch });
  return (
    <div data-print="hide" className="flex flex-wrap items-center gap-1.5">
      <NativeSelect
        aria-label="Add a maker to the filter"
        className="w-36"
        value=""
        onChange={(event) => change({ makers: [...facets.makers, event.target.value] })}
      >
        <option value="">{facets.makers.length === 0 ? "Any maker" : "More makers"}</option>
        {countMakers(models)
          .filter(([maker]) => !facets.makers.includes(maker))
          .map(([maker, count]) => (
            <option key={maker} value={maker}>
              {maker} ({count})
            </option>
          ))}
      </NativeSelect>
      <NativeSelect
        aria-label="Efficiency"
        className="w-40"
        value={facets.efficiencyMax === null ? "" : String(facets.efficiencyMax)}
        onChange={(event) =>
          change({ efficiencyMax: event.target.value === "" ? null : Number(event.target.value) })
        }
      >
        <option value="">Any efficiency</option>
        {efficiencySteps.map((step) => (
          <option key={step} value={step}>
            Up to {step} J/TH
          </option>
        ))}
      </NativeSelect>
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">Cooling</legend>
        {coolings.map((cooling) => (
          <Chip
            key={cooling}
            on={facets.coolings.includes(cooling)}
            onToggle={() => change({ coolings: toggled(facets.coolings, cooling) })}
          >
            {cooling}
          </Chip>
        ))}
      </fieldset>
      <fieldset className="flex flex-wrap gap-1.5 sm:border-l sm:pl-2">
        <legend className="sr-only">Status</legend>
        {statuses.map((status) => (
          <Chip
            key={status}
            on={facets.status === status}
            onToggle={() => change({ status: facets.status === status ? null : status })}
          >
            {status}
          </Chip>
        ))}
      </fieldset>
      {facets.makers.map((maker) => (
        <Chip
          key={maker}
          on
          onToggle={() => change({ makers: facets.makers.filter((other) => other !== maker) })}
        >
          {maker}
        </Chip>
      ))}
      {isNarrowed(facets) && (
        <Button variant="ghost" size="sm" onClick={() => onChange(noFacets)}>
          Show all
        </Button>
      )}
    </div>
  );
}

interface ChipProps {
  readonly on: boolean;
  readonly onToggle: () => void;
  readonly children: React.ReactNode;
}

function Chip({ on, onToggle, children }: ChipProps) {
  return (
    <Button
      size="sm"
      aria-pressed={on}
      onClick={onToggle}
      className="aria-pressed:border-foreground aria-pressed:bg-hover"
    >
      {children}
      {on && <X aria-hidden="true" />}
    </Button>
  );
}

function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

/** Makers with the number of their machines, the biggest first. */
function countMakers(models: readonly MinerModel[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { maker } of models) counts.set(maker, (counts.get(maker) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "en"));
}
