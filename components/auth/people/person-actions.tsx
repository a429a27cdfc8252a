"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ErasePerson } from "@/components/auth/people/erase-person";
import { type OpenDialog, PlaceDialogs } from "@/components/auth/people/place-dialogs";
import { placeActions } from "@/components/auth/people/row-actions";
import { usePlaceChanges } from "@/components/auth/people/use-place-changes";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { useLivePage } from "@/lib/browser/live/use-live";
import { useAction } from "@/lib/browser/use-action";
import { leaveCompanyAction } from "@/lib/modules/auth/people/actions";
import type { PeopleRights, PersonDetail } from "@/lib/modules/auth/people/schema";

interface PersonActionsProps {
  readonly person: PersonDetail;
  readonly rights: PeopleRights;
}

/** What the viewer may do with a person's place; with their own they may only leave. */
export function PersonActions({ person, rights }: PersonActionsProps) {
  useLivePage("people");
  const changes = usePlaceChanges();
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  if (person.isSelf) return <LeaveButton companyName={rights.companyName} />;
  if (!rights.canChange || !rights.rolesToGive.includes(person.role)) return null;
  const target = {
    userId: person.userId,
    name: person.name,
    role: person.role,
    siteIds: person.sites.map(({ id }) => id),
    accessEndsAt: person.accessEndsAt,
    version: person.version,
  };
  const actions = placeActions(target, person.state === "suspended", changes, setDialog);
  return (
    <>
      {actions.map(({ label, onSelect }) => (
        <Button
          key={label}
          size="sm"
          variant={label.startsWith("Remove") ? "destructive" : "secondary"}
          onClick={onSelect}
        >
          {label}
        </Button>
      ))}
      {rights.canErase && <ErasePerson person={person} />}
      <PlaceDialogs
        dialog={dialog}
        rights={rights}
        changes={changes}
        onClose={() => setDialog(null)}
        afterRemoval="/admin/user_access"
      />
    </>
  );
}

/** Leaving asks once more by itself: the second press does it. */
function LeaveButton({ companyName }: { readonly companyName: string }) {
  const router = useRouter();
  const [isSure, setIsSure] = useState(false);
  const leave = useAction(leaveCompanyAction, () => {
    router.push("/account");
    router.refresh();
  });
  const press = async () => {
    if (!isSure) return setIsSure(true);
    const answer = await leave.run({});
    setIsSure(false);
    if (answer?.ok === false)
      notify("error", `You stay in ${companyName}`, { description: answer.error.message });
  };
  return (
    <>
      {isSure && (
        <span className="text-muted-foreground">You lose your role here, and can only be invited again.</span>
      )}
      <Button size="sm" variant="destructive" aria-disabled={leave.isPending} onClick={() => void press()}>
        {isSure ? `Yes, leave ${companyName}` : "Leave the company"}
      </Button>
      {isSure && (
        <Button size="sm" variant="ghost" onClick={() => setIsSure(false)}>
          Stay
        </Button>
      )}
    </>
  );
}
