"use client";

import { Check } from "lucide-react";
import type { Person, PersonCompany } from "@/components/shell/person/person";
import { roleNames } from "@/components/shell/person/role-names";
import { DropdownMenuLabel } from "@/components/ui/dropdown-menu";
import { cn } from "@/lib/browser/class-names";

/** The company the person acts for, with their role there. */
export function CompanyChoice({ person }: { readonly person: Person }) {
  if (person.companies.length === 0) {
    return (
      <p className="px-2 py-1.5 text-muted-foreground text-xs">
        You are in no company yet. Whoever runs one can invite you.
      </p>
    );
  }
  return (
    <>
      <DropdownMenuLabel>Acting for</DropdownMenuLabel>
      {person.companies.map((company) => (
        <div key={company.id} className="flex min-h-9 items-center gap-2.5 px-2 py-1.5">
          <CompanyLine company={company} isChosen={company.id === person.company?.id} />
        </div>
      ))}
    </>
  );
}

function CompanyLine({ company, isChosen }: { readonly company: PersonCompany; readonly isChosen: boolean }) {
  return (
    <>
      <Check
        aria-hidden="true"
        className={cn("size-4 shrink-0 text-muted-foreground", !isChosen && "opacity-0")}
      />
      <span className="min-w-0 flex-1 truncate">{company.name}</span>
      <span className="text-muted-foreground text-xs">{roleNames[company.role]}</span>
    </>
  );
}
