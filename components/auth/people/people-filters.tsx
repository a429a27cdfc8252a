"use client";

import { Chip } from "@/components/auth/filters/chip";
import { Choice } from "@/components/auth/filters/choice";
import { FilterBar } from "@/components/auth/filters/filter-bar";
import { type PeopleView, startView, stateNames } from "@/components/auth/people/people-state";
import { isRole, roles } from "@/lib/domain/rbac/role";
import type { PeopleRights, StateCounts } from "@/lib/modules/auth/people/schema";
import { roleNames } from "@/lib/modules/auth/people/words";

interface PeopleFiltersProps {
  readonly view: PeopleView;
  readonly onChange: (view: PeopleView) => void;
  readonly states: StateCounts;
  readonly sites: PeopleRights["sites"];
}

const states = ["open", "ending", "suspended", "expired", "invited"] as const;

/** Filters as chips with how many each keeps; a press takes it back. */
export function PeopleFilters({ view, onChange, states: counts, sites }: PeopleFiltersProps) {
  const isNarrowed = view.state !== null || view.role !== null || view.siteId !== null;
  const { table } = view;
  return (
    <FilterBar isSet={isNarrowed} onShowAll={() => onChange({ ...startView, table })}>
      <Choice
        label="Role"
        none="Any role"
        value={view.role ?? ""}
        onValue={(role) => onChange({ ...view, role: isRole(role) ? role : null })}
        options={roles.map((role) => [role, roleNames[role]])}
      />
      {sites.length > 0 && (
        <Choice
          label="Site"
          none="Any site"
          value={view.siteId ?? ""}
          onValue={(siteId) => onChange({ ...view, siteId: siteId === "" ? null : siteId })}
          options={sites.map(({ id, name }) => [id, name])}
          textOf={() => "Another site"}
        />
      )}
      <fieldset className="flex flex-wrap gap-1.5 max-sm:col-span-2">
        <legend className="sr-only">State</legend>
        {states.map((state) => (
          <Chip
            key={state}
            on={view.state === state}
            onToggle={() => onChange({ ...view, state: view.state === state ? null : state })}
          >
            {stateNames[state]} {counts[state].toLocaleString("en-US")}
          </Chip>
        ))}
      </fieldset>
    </FilterBar>
  );
}
