"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { type PeopleView, startView, stateNames } from "@/components/auth/people/people-state";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
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
    <div data-print="hide" className="mb-3 flex flex-wrap items-center gap-1.5">
      <NativeSelect
        aria-label="Role"
        className="w-36"
        value={view.role ?? ""}
        onChange={({ target: { value } }) => onChange({ ...view, role: isRole(value) ? value : null })}
      >
        <option value="">Any role</option>
        {roles.map((role) => (
          <option key={role} value={role}>
            {roleNames[role]}
          </option>
        ))}
      </NativeSelect>
      {sites.length > 0 && (
        <NativeSelect
          aria-label="Site"
          className="w-36"
          value={view.siteId ?? ""}
          onChange={({ target: { value } }) => onChange({ ...view, siteId: value === "" ? null : value })}
        >
          <option value="">Any site</option>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      )}
      <fieldset className="flex flex-wrap gap-1.5">
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
      {isNarrowed && (
        <Button variant="ghost" size="sm" onClick={() => onChange({ ...startView, table })}>
          Show all
        </Button>
      )}
    </div>
  );
}

interface ChipProps {
  readonly on: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** A filter that is on or off. */
export function Chip({ on, onToggle, children }: ChipProps) {
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
