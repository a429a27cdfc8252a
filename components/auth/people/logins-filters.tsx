"use client";

import { methodWords, outcomeWords } from "@/components/auth/people/login-words";
import { isMethod, isOutcome, type LoginsView, startView } from "@/components/auth/people/logins-state";
import { Chip } from "@/components/auth/people/people-filters";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
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
  const day = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);
  return (
    <div data-print="hide" className="mb-3 flex flex-wrap items-center gap-1.5">
      <Chip
        on={outcome === "failed"}
        onToggle={() => onChange({ ...view, outcome: outcome === "failed" ? null : "failed" })}
      >
        Failed
      </Chip>
      <NativeSelect
        aria-label="Outcome"
        className="w-48"
        value={outcome ?? ""}
        onChange={({ target: { value } }) => onChange({ ...view, outcome: isOutcome(value) ? value : null })}
      >
        <option value="">Any outcome</option>
        <option value="failed">All that failed</option>
        {outcomesOfPeople.map((one) => (
          <option key={one} value={one}>
            {outcomeWords[one]}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label="Way of signing in"
        className="w-36"
        value={view.method ?? ""}
        onChange={({ target: { value } }) => onChange({ ...view, method: isMethod(value) ? value : null })}
      >
        <option value="">Any way</option>
        {Object.entries(methodWords).map(([method, words]) => (
          <option key={method} value={method}>
            {words}
          </option>
        ))}
      </NativeSelect>
      <Input
        type="date"
        aria-label="First day (UTC)"
        className="w-38"
        value={view.from ?? ""}
        onChange={({ target }) => onChange({ ...view, from: day(target.value) })}
      />
      <Input
        type="date"
        aria-label="Last day (UTC)"
        className="w-38"
        value={view.to ?? ""}
        onChange={({ target }) => onChange({ ...view, to: day(target.value) })}
      />
      {personName !== null && (
        <Chip on onToggle={() => onChange({ ...view, userId: null })}>
          {personName}
        </Chip>
      )}
      {isNarrowed && (
        <Button variant="ghost" size="sm" onClick={() => onChange({ ...startView, table })}>
          Show all
        </Button>
      )}
    </div>
  );
}
