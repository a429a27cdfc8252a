"use client";

import dynamic from "next/dynamic";
import type { PlaceChanges, PlaceTarget } from "@/components/auth/people/use-place-changes";
import type { PeopleRights } from "@/lib/modules/auth/people/schema";

const RoleDialog = dynamic(() => import("@/components/auth/people/role-dialog").then((m) => m.RoleDialog));
const ExpiryDialog = dynamic(() =>
  import("@/components/auth/people/expiry-dialog").then((m) => m.ExpiryDialog),
);
const RemoveDialog = dynamic(() =>
  import("@/components/auth/people/remove-dialog").then((m) => m.RemoveDialog),
);

/** A dialog about somebody's place that is open. */
export interface OpenDialog {
  readonly kind: "role" | "expiry" | "remove";
  readonly target: PlaceTarget;
}

interface PlaceDialogsProps {
  readonly dialog: OpenDialog | null;
  readonly rights: PeopleRights;
  readonly changes: PlaceChanges;
  readonly onClose: () => void;
  /** Where to go when the person was removed; stays here without it. */
  readonly afterRemoval?: string;
}

/** The dialogs of places, each loaded when it is first wanted. */
export function PlaceDialogs({ dialog, rights, changes, onClose, afterRemoval }: PlaceDialogsProps) {
  if (dialog === null) return null;
  const { target } = dialog;
  switch (dialog.kind) {
    case "role":
      return <RoleDialog target={target} rights={rights} onChanged={changes.roleChanged} onClose={onClose} />;
    case "expiry":
      return <ExpiryDialog target={target} onClose={onClose} />;
    case "remove":
      return (
        <RemoveDialog
          target={target}
          companyName={rights.companyName}
          onClose={onClose}
          {...(afterRemoval === undefined ? {} : { nextPath: afterRemoval })}
        />
      );
  }
}
