"use client";

import { useRouter } from "next/navigation";
import { usePeopleChanged } from "@/components/auth/people/use-people";
import type { PlaceTarget } from "@/components/auth/people/use-place-changes";
import { ActionForm } from "@/components/forms/action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import { removePersonAction } from "@/lib/modules/auth/people/actions";

interface RemoveDialogProps {
  readonly target: PlaceTarget;
  readonly companyName: string;
  readonly onClose: () => void;
  /** Where to go once the person is gone. */
  readonly nextPath?: string;
}

/** Says what removing somebody takes away, and does it. */
export function RemoveDialog({ target, companyName, onClose, nextPath }: RemoveDialogProps) {
  const changed = usePeopleChanged();
  const router = useRouter();
  const remove = useAction(removePersonAction, () => {
    notify("success", `${target.name} is no longer in ${companyName}`);
    onClose();
    if (nextPath === undefined) changed();
    else router.push(nextPath);
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${target.name} from ${companyName}?`}
      description="This cannot be undone; they would have to be invited again."
    >
      <ActionForm
        action={remove}
        input={() => ({ userId: target.userId, version: target.version })}
        submit={`Remove ${target.name}`}
        pending="Removing"
        variant="destructive"
        aside={
          <Button variant="ghost" onClick={onClose}>
            Keep
          </Button>
        }
      >
        <ul className="grid list-inside list-disc gap-1">
          <li>They are signed out of {companyName} in every browser at once.</li>
          <li>Their API keys for {companyName} stop working for good.</li>
          <li>Role, sites and end of access are forgotten; the audit trail keeps what they did.</li>
          <li>Their account, and their place in other companies, stay theirs.</li>
        </ul>
        <p className="text-muted-foreground">
          To shut them out for a while only, suspend them instead: that can be undone.
        </p>
      </ActionForm>
    </Dialog>
  );
}
