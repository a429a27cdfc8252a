"use client";

import type { RefObject } from "react";
import { type AuditFilters, noAuditFilters } from "@/components/auth/audit/audit-filters";
import { actionWords, kindWords, shortId } from "@/components/auth/audit/audit-words";
import { Chip } from "@/components/auth/filters/chip";
import { Choice } from "@/components/auth/filters/choice";
import { DaySpan } from "@/components/auth/filters/day-span";
import { FilterBar } from "@/components/auth/filters/filter-bar";
import { Input } from "@/components/ui/input";
import type { AuditChoices } from "@/lib/modules/auth/audit/schema";

interface AuditFilterBarProps {
  readonly filters: AuditFilters;
  readonly onChange: (filters: AuditFilters) => void;
  readonly choices: AuditChoices;
  readonly searchInput: RefObject<HTMLInputElement | null>;
}

/** What narrows the trail; all of it stands in the address. */
export function AuditFilterBar({ filters, onChange, choices, searchInput }: AuditFilterBarProps) {
  const change = (patch: Partial<AuditFilters>) => onChange({ ...filters, ...patch });
  const isSet = Object.values(filters).some((value) => value !== "");
  return (
    <FilterBar isSet={isSet} onShowAll={() => onChange(noAuditFilters)}>
      <Input
        ref={searchInput}
        type="search"
        aria-label="Search the trail"
        placeholder="Search the trail"
        className="max-sm:col-span-2 sm:w-64"
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
        textOf={shortId}
      />
      <Choice
        label="Action"
        none="Any action"
        value={filters.action}
        onValue={(action) => change({ action })}
        options={choices.actions.map((action) => [action, actionWords(action)])}
        textOf={actionWords}
      />
      <Choice
        label="Kind of thing"
        none="Anything"
        value={filters.objectKind}
        onValue={(objectKind) => change({ objectKind })}
        options={choices.objectKinds.map((kind) => [kind, kindWords(kind)])}
        textOf={kindWords}
      />
      <DaySpan
        from={filters.from}
        to={filters.to}
        onFrom={(from) => change({ from })}
        onTo={(to) => change({ to })}
      />
      {filters.objectId !== "" && (
        <Chip on onToggle={() => change({ objectId: "" })}>
          Only {shortId(filters.objectId)}
        </Chip>
      )}
    </FilterBar>
  );
}
