"use client";

import { Chip } from "@/components/auth/filters/chip";
import { Choice } from "@/components/auth/filters/choice";
import { DaySpan } from "@/components/auth/filters/day-span";
import { FilterBar } from "@/components/auth/filters/filter-bar";
import { methodWords, outcomeWords } from "@/components/auth/people/login-words";
import { isMethod, isOutcome, type LoginsView, startView } from "@/components/auth/people/logins-state";
import { outcomesOfPeople } from "@/lib/modules/auth/people/outcomes";

interface LoginsFiltersProps {
  readonly view: LoginsView;
  readonly onChange: (view: LoginsView) => void;
  /** Of the one person whose tries are shown; null for all. */
  readonly personName: string | null;
}

/** Outcome, way of signing in and days; each can be taken back. */
export function LoginsFilters({ view, onChange, personName }: LoginsFiltersProps) {
  const { table, outcome } = view;
  const isNarrowed = Object.entries(view).some(([key, value]) => key !== "table" && value !== null);
  return (
    <FilterBar isSet={isNarrowed} onShowAll={() => onChange({ ...startView, table })}>
      <Choice
        label="Outcome"
        none="Any outcome"
        value={outcome ?? ""}
        onValue={(value) => onChange({ ...view, outcome: isOutcome(value) ? value : null })}
        options={[["failed", "All that failed"], ...outcomesOfPeople.map(named)]}
      />
      <Choice
        label="Way of signing in"
        none="Any way"
        value={view.method ?? ""}
        onValue={(value) => onChange({ ...view, method: isMethod(value) ? value : null })}
        options={Object.entries(methodWords)}
      />
      <DaySpan
        from={view.from ?? ""}
        to={view.to ?? ""}
        onFrom={(from) => onChange({ ...view, from: dayOf(from) })}
        onTo={(to) => onChange({ ...view, to: dayOf(to) })}
      />
      {personName !== null && (
        <Chip on onToggle={() => onChange({ ...view, userId: null })}>
          {personName}
        </Chip>
      )}
    </FilterBar>
  );
}

const named = (outcome: (typeof outcomesOfPeople)[number]) => [outcome, outcomeWords[outcome]] as const;

function dayOf(text: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;
}
