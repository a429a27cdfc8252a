"use client";

import { Building2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { AccountSection } from "@/components/auth/account/account-section";
import { EmptyState } from "@/components/shell/empty-state";
import type { PersonCompany } from "@/components/shell/person/person";
import { roleNames } from "@/components/shell/person/role-names";
import { useCompanySwitch } from "@/components/shell/person/use-company-switch";
import { usePerson } from "@/components/shell/person/use-person";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

const LeaveCompanyDialog = dynamic(() =>
  import("@/components/auth/account/leave-company-dialog").then((module) => module.LeaveCompanyDialog),
);

/** The companies that the person belongs to: to act for another, or to leave the one acted for. */
export function CompaniesSection() {
  const { data } = usePerson();
  const [isLeaving, setIsLeaving] = useState(false);
  return (
    <AccountSection
      id="companies"
      title="Companies"
      description="What you see and may do depends on the company you act for."
    >
      {data?.kind !== "user" ? (
        <Skeleton className="h-10 w-full" />
      ) : data.companies.length === 0 ? (
        <EmptyState Icon={Building2} title="You are in no company yet">
          Whoever runs one can invite you by mail, to {data.email}.
        </EmptyState>
      ) : (
        <ul className="-my-3 divide-y">
          {data.companies.map((company) => (
            <CompanyRow
              key={company.id}
              company={company}
              isChosen={company.id === data.company?.id}
              onLeave={() => setIsLeaving(true)}
            />
          ))}
        </ul>
      )}
      {isLeaving && data?.kind === "user" && data.company !== null && (
        <LeaveCompanyDialog company={data.company} onClose={() => setIsLeaving(false)} />
      )}
    </AccountSection>
  );
}

interface CompanyRowProps {
  readonly company: PersonCompany;
  readonly isChosen: boolean;
  readonly onLeave: () => void;
}

function CompanyRow({ company: { id, name, role }, isChosen, onLeave }: CompanyRowProps) {
  const { switchTo, isPending } = useCompanySwitch();
  return (
    <li className="flex items-center gap-3.5 py-3">
      <Building2 aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere flex flex-wrap items-center gap-x-2 font-medium">
          {name} {isChosen && <Badge tone="gain">acting for</Badge>}
        </p>
        <p className="text-muted-foreground text-xs">{roleNames[role]}</p>
      </div>
      {isChosen ? (
        <Button size="sm" variant="destructive" aria-label={`Leave ${name}`} onClick={onLeave}>
          Leave
        </Button>
      ) : (
        <Button
          size="sm"
          aria-label={`Act for ${name}`}
          aria-disabled={isPending}
          onClick={() => void switchTo(id)}
        >
          Act for it
        </Button>
      )}
    </li>
  );
}
