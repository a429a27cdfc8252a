"use client";

import { useState } from "react";
import { type AccessEnd, dayAhead, EndField, endOf } from "@/components/auth/people/end-field";
import { PlaceFields, sitesFor } from "@/components/auth/people/place-fields";
import { usePeopleChanged } from "@/components/auth/people/use-people";
import { ActionForm } from "@/components/forms/action-form";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import type { Role } from "@/lib/domain/rbac/role";
import { invitePersonAction } from "@/lib/modules/auth/people/actions";
import type { PeopleRights } from "@/lib/modules/auth/people/schema";
import { dayInWords, roleInWords } from "@/lib/modules/auth/people/words";

interface InviteDialogProps {
  readonly rights: PeopleRights;
  readonly onClose: () => void;
}

/** Asks whom to invite as what, and says what will happen. */
export function InviteDialog({ rights, onClose }: InviteDialogProps) {
  const changed = usePeopleChanged();
  const [email, setEmail] = useState("");
  // The least of what may be given comes first: more is chosen on purpose.
  const [role, setRole] = useState<Role>(
    rights.rolesToGive.includes("operator") ? "operator" : (rights.rolesToGive.at(-1) ?? "guest"),
  );
  const [siteIds, setSiteIds] = useState<readonly string[]>([]);
  const [end, setEnd] = useState<AccessEnd>({ choice: "never", dayUtc: dayAhead(30) });
  const invite = useAction(invitePersonAction, () => {
    notify("success", `The invitation is on its way to ${email.trim()}`, {
      description: "Its link works once, for seven days.",
    });
    changed();
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Invite somebody to ${rights.companyName}`}
      className="sm:max-w-2xl"
    >
      <ActionForm
        action={invite}
        input={(values) => ({
          email: values.text("email"),
          name: values.text("name"),
          role,
          siteIds: sitesFor(role, siteIds),
          accessEndsAt: endOf(end),
        })}
        submit="Send the invitation"
        pending="Sending"
        aside={
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
        }
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            name="email"
            type="email"
            label="E-mail"
            required
            maxLength={254}
            autoComplete="off"
            value={email}
            onValueChange={setEmail}
            error={invite.problemOf("email")}
          />
          <TextField
            name="name"
            label="Name"
            optional
            maxLength={100}
            autoComplete="off"
            error={invite.problemOf("name")}
          />
        </div>
        <PlaceFields
          roles={rights.rolesToGive}
          role={role}
          onRoleChange={setRole}
          sites={rights.sites}
          siteIds={siteIds}
          onSiteIdsChange={setSiteIds}
          sitesError={invite.problemOf("siteIds")}
        />
        <EndField value={end} onChange={setEnd} error={invite.problemOf("accessEndsAt")} />
        <p className="rounded-md bg-muted px-3 py-2.5" aria-live="polite">
          {consequence(email, rights, role, sitesFor(role, siteIds), endOf(end))}
        </p>
      </ActionForm>
    </Dialog>
  );
}

/** What will happen, in words. */
function consequence(
  email: string,
  { companyName, sites }: PeopleRights,
  role: Role,
  siteIds: readonly string[],
  endsAt: string | null,
): string {
  const who = email.trim() === "" ? "This person" : email.trim();
  const names = sites.filter(({ id }) => siteIds.includes(id)).map(({ name }) => name);
  const at = names.length === 0 ? "" : ` at ${names.join(" and ")}`;
  const until = endsAt === null ? "" : `, until ${dayInWords(new Date(endsAt))}`;
  return `${who} gets a mail with a link that works once, for seven days. Whoever accepts it is ${roleInWords(role)} of ${companyName}${at}${until}. Until then nothing changes.`;
}
