import { nameOf } from "@/components/auth/people/people-columns";
import type { OpenDialog } from "@/components/auth/people/place-dialogs";
import type { RowAction } from "@/components/auth/people/row-menu-content";
import type { PlaceChanges, PlaceTarget } from "@/components/auth/people/use-place-changes";
import type { PeopleRights, PersonRow } from "@/lib/modules/auth/people/schema";

/** What the viewer may do with a row; the server decides each once more. */
export function rowActions(
  row: PersonRow,
  rights: PeopleRights,
  changes: PlaceChanges,
  open: (dialog: OpenDialog) => void,
): readonly RowAction[] {
  if (!rights.rolesToGive.includes(row.role)) return [];
  if (row.kind === "invitation") {
    const email = row.email ?? "";
    return [
      { label: "Send the invitation again", onSelect: () => void changes.resend(row.id, email) },
      { label: "Take the invitation back", onSelect: () => void changes.revoke(row.id, email) },
    ];
  }
  if (!rights.canChange || row.id === rights.userId) return [];
  return placeActions(targetOf(row), row.state === "suspended", changes, open);
}

/** What may be done with the place of somebody else. */
export function placeActions(
  target: PlaceTarget,
  isSuspended: boolean,
  changes: PlaceChanges,
  open: (dialog: OpenDialog) => void,
): readonly RowAction[] {
  return [
    { label: "Change role and sites", onSelect: () => open({ kind: "role", target }) },
    { label: "Change end of access", onSelect: () => open({ kind: "expiry", target }) },
    isSuspended
      ? { label: "Resume", onSelect: () => void changes.resume(target) }
      : { label: "Suspend", onSelect: () => void changes.suspend(target) },
    { label: "Sign out everywhere here", onSelect: () => void changes.signOut(target) },
    { label: "Remove from the company", onSelect: () => open({ kind: "remove", target }) },
  ];
}

function targetOf(row: PersonRow): PlaceTarget {
  return {
    userId: row.id,
    name: nameOf(row),
    role: row.role,
    siteIds: row.sites.map(({ id }) => id),
    accessEndsAt: row.accessEndsAt,
    version: row.version ?? 0,
  };
}
