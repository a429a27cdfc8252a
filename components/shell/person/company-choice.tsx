"use client";

import { Check } from "lucide-react";
import type { Person } from "@/components/shell/person/person";
import { roleNames } from "@/components/shell/person/role-names";
import { useCompanySwitch } from "@/components/shell/person/use-company-switch";
import {
  DropdownMenuItemIndicator,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
} from "@/components/ui/dropdown-menu";

/** The company the person acts for, with their role there, and the others to act for instead. */
export function CompanyChoice({ person: { company, companies } }: { readonly person: Person }) {
  const { switchTo } = useCompanySwitch();
  if (companies.length === 0) {
    return (
      <p className="px-2 py-1.5 text-muted-foreground">
        You are in no company yet. Whoever runs one can invite you.
      </p>
    );
  }
  if (companies.length === 1 && company !== null) {
    return (
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{company.name}</p>
        <p className="text-muted-foreground text-xs">{roleNames[company.role]}</p>
      </div>
    );
  }
  return (
    <>
      <DropdownMenuLabel>Act for</DropdownMenuLabel>
      <DropdownMenuRadioGroup
        value={company?.id ?? ""}
        onValueChange={(id) => id !== company?.id && void switchTo(id)}
      >
        {companies.map(({ id, name, role }) => (
          <DropdownMenuRadioItem key={id} value={id}>
            <span className="grid size-4 shrink-0 place-items-center">
              <DropdownMenuItemIndicator>
                <Check aria-hidden="true" />
              </DropdownMenuItemIndicator>
            </span>
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="text-muted-foreground text-xs">{roleNames[role]}</span>
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </>
  );
}
