"use client";

import { useState } from "react";
import { PlaceFields, sitesFor } from "@/components/auth/people/place-fields";
import type { PlaceTarget } from "@/components/auth/people/use-place-changes";
import { ActionForm } from "@/components/forms/action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAction } from "@/lib/browser/use-action";
import type { Role } from "@/lib/domain/rbac/role";
import { changeRoleAction } from "@/lib/modules/auth/people/actions";
import type { PeopleRights } from "@/lib/modules/auth/people/schema";

interface RoleDialogProps {
  readonly target: PlaceTarget;
  readonly rights: PeopleRights;
  /** Tells of the change and offers to undo it. */
  readonly onChanged: (before: PlaceTarget, role: Role, version: number) => void;
  readonly onClose: () => void;
}

/** Gives somebody another role and its sites. */
export function RoleDialog({ target, rights, onChanged, onClose }: RoleDialogProps) {
  const [role, setRole] = useState(target.role);
  const [siteIds, setSiteIds] = useState(target.siteIds);
  const change = useAction(changeRoleAction, ({ version }: { readonly version: number }) => {
    onChanged(target, role, version);
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`What ${target.name} is in ${rights.companyName}`}
      description="Counts from their next click on; they are told by mail. You can undo it right after."
      className="sm:max-w-2xl"
    >
      <ActionForm
        action={change}
        input={() => ({
          userId: target.userId,
          version: target.version,
          role,
          siteIds: sitesFor(role, siteIds),
        })}
        submit="Change the role"
        pending="Changing"
        aside={
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
        }
      >
        <PlaceFields
          roles={rights.rolesToGive}
          role={role}
          onRoleChange={setRole}
          sites={rights.sites}
          siteIds={siteIds}
          onSiteIdsChange={setSiteIds}
          sitesError={change.problemOf("siteIds")}
        />
      </ActionForm>
    </Dialog>
  );
}
