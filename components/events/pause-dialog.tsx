"use client";

import { useEventsChanged } from "@/components/events/use-events";
import { ActionForm } from "@/components/forms/action-form";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import { pauseFunctionAction } from "@/lib/modules/events/actions";
import type { JobFunction } from "@/lib/modules/events/schema";

interface PauseDialogProps {
  readonly target: JobFunction;
  readonly onClose: () => void;
}

/** Says what a pause does, and asks why. */
export function PauseDialog({ target, onClose }: PauseDialogProps) {
  const changed = useEventsChanged();
  const pause = useAction(pauseFunctionAction, () => {
    notify("success", `${target.name} is paused`, { description: "What it has to do is kept." });
    changed();
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Pause ${target.name}?`}
      description="Nothing is lost: what it has to do gathers until somebody resumes it."
    >
      <ActionForm
        action={pause}
        input={(values) => ({ functionId: target.id, reason: values.text("reason") })}
        submit={`Pause ${target.name}`}
        pending="Pausing"
        aside={
          <Button variant="ghost" onClick={onClose}>
            Let it run
          </Button>
        }
      >
        <TextField
          name="reason"
          label="Why"
          required
          maxLength={200}
          autoComplete="off"
          help="Whoever finds it paused reads this; it also stands in the audit trail."
          error={pause.problemOf("reason")}
        />
      </ActionForm>
    </Dialog>
  );
}
