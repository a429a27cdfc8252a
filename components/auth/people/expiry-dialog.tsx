"use client";

import { useState } from "react";
import { type AccessEnd, dayAhead, EndField, endOf } from "@/components/auth/people/end-field";
import { usePeopleChanged } from "@/components/auth/people/use-people";
import type { PlaceTarget } from "@/components/auth/people/use-place-changes";
import { ActionForm } from "@/components/forms/action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import { setExpiryAction } from "@/lib/modules/auth/people/actions";
import { dayInWords } from "@/lib/modules/auth/people/words";

interface ExpiryDialogProps {
  readonly target: PlaceTarget;
  readonly onClose: () => void;
}

/** Sets when somebody's access ends. */
export function ExpiryDialog({ target, onClose }: ExpiryDialogProps) {
  const changed = usePeopleChanged();
  const { accessEndsAt } = target;
  const [end, setEnd] = useState<AccessEnd>({
    choice: accessEndsAt === null ? "30" : "day",
    dayUtc:
      accessEndsAt !== null && accessEndsAt > new Date().toISOString()
        ? accessEndsAt.slice(0, 10)
        : dayAhead(30),
  });
  const set = useAction(setExpiryAction, () => {
    notify("success", `The end of the access of ${target.name} is changed`, { description: "Told by mail." });
    changed();
    onClose();
  });
  const extend = (days: number) =>
    void set.run({ userId: target.userId, version: target.version, expiry: { kind: "days", days } });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`When the access of ${target.name} ends`}
      description={
        accessEndsAt === null
          ? "At the moment it does not end."
          : `At the moment: ${dayInWords(new Date(accessEndsAt))}. After that they are signed out and cannot act for the company; nothing is deleted.`
      }
    >
      <ActionForm
        action={set}
        input={() => {
          const at = endOf(end);
          const expiry = at === null ? ({ kind: "never" } as const) : ({ kind: "at", at } as const);
          return { userId: target.userId, version: target.version, expiry };
        }}
        submit="Set the end"
        pending="Setting"
        aside={
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
        }
      >
        {accessEndsAt !== null && (
          <p className="flex flex-wrap items-center gap-2">
            Longer by
            {[7, 30, 90].map((days) => (
              <Button key={days} size="sm" onClick={() => extend(days)}>
                {days} days
              </Button>
            ))}
          </p>
        )}
        <EndField
          value={end}
          onChange={setEnd}
          error={set.problemOf("expiry.at") ?? set.problemOf("days") ?? set.problemOf("expiresAt")}
        />
      </ActionForm>
    </Dialog>
  );
}
