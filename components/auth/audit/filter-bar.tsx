"use client";

import type { RefObject } from "react";
import { type AuditFilters, noAuditFilters } from "@/components/auth/audit/audit-filters";
import { actionWords, kindWords, shortId } from "@/components/auth/audit/audit-words";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { AuditChoices } from "@/lib/modules/auth/audit/schema";

interface FilterBarProps {
  readonly filters: AuditFilters;
  readonly onChange: (filters: AuditFilters) => void;
  readonly choices: AuditChoices;
  readonly searchInput: RefObject<HTMLInputElement | null>;
}

/** What narrows the trail; all of it stands in the address. */
export function FilterBar({ filters, onChange, choices, searchInput }: FilterBarProps) {
  const change = (patch: Partial<AuditFilters>) => onChange({ ...filters, ...patch });
  const isSet = Object.values(filters).some((value) => value !== "");
  return (
    <search data-print="hide" className="mb-3 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap sm:items-center">
      <Input
        ref={searchInput}
        type="search"
        aria-label="Search the trail"
        placeholder="Search the trail"
        className="col-span-2 sm:w-64"
        maxLength={200}
        value={filters.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <Choice
        label="Actor"
        none="Anybody"
        value={filters.actor}
        onValue={(actor) => change({ actor })}
        options={choices.actors.map(({ id, name }) => [id, name ?? shortId(id)])}
      />
      <Choice
        label="Action"
        none="Any action"
        value={filters.action}
        onValue={(action) => change({ action })}
        options={choices.actions.map((action) => [action, actionWords(action)])}
      />
      <Choice
        label="Kind of thing"
        none="Anything"
        value={filters.objectKind}
        onValue={(objectKind) => change({ objectKind })}
        options={choices.objectKinds.map((kind) => [kind, kindWords(kind)])}
      />
      <span className="col-span-2 flex items-center gap-1.5">
        <Day label="From day (UTC)" value={filters.from} onValue={(from) => change({ from })} />
        <span aria-hidden="true" className="text-muted-foreground">
          to
        </span>
        <Day label="To day (UTC)" value={filters.to} onValue={(to) => change({ to })} />
      </span>
      {filters.objectId !== "" && (
        <Button
          size="sm"
          aria-label="Show every object again"
          className="col-span-2"
          onClick={() => change({ objectId: "" })}
        >
          Only {shortId(filters.objectId)} ×
        </Button>
      )}
      {isSet && (
        <Button variant="ghost" className="col-span-2" onClick={() => onChange(noAuditFilters)}>
          Show all
        </Button>
      )}
    </search>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly none: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly options: readonly (readonly [string, string])[];
}

function Choice({ label, none, value, onValue, options }: ChoiceProps) {
  // A link may ask for something that was not offered.
  const isOffered = value === "" || options.some(([id]) => id === value);
  return (
    <NativeSelect
      aria-label={label}
      className="sm:w-40"
      value={value}
      onChange={(event) => onValue(event.target.value)}
    >
      <option value="">{none}</option>
      {!isOffered && <option value={value}>{shortId(value)}</option>}
      {options.map(([id, text]) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </NativeSelect>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function Day({ label, value, onValue }: DayProps) {
  return (
    <Input
      type="date"
      aria-label={label}
      title={label}
      className="tabular-nums sm:w-36"
      value={value}
      onChange={(event) => onValue(event.target.value)}
    />
  );
}
