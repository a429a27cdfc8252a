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
      <Day label="From (UTC)" day={view.from} onChange={(from) => onChange({ ...view, from })} />
      <Day label="To (UTC)" day={view.to} onChange={(to) => onChange({ ...view, to })} />
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

interface DayProps {
  readonly label: string;
  /** UTC day; null without a bound. */
  readonly day: string | null;
  readonly onChange: (day: string | null) => void;
}

function Day({ label, day, onChange }: DayProps) {
  return (
    <span className="block w-38">
      <Input
        type="date"
        aria-label={label}
        title={label}
        value={day ?? ""}
        onChange={({ target: { value } }) => onChange(/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null)}
      />
    </span>
  );
}
