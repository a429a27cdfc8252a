"use client";

import { useEventsChanged } from "@/components/events/use-events";
import { ActionForm } from "@/components/forms/action-form";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import { discardDeadLettersAction, replayDeadLettersAction } from "@/lib/modules/events/actions";
import type { DeadLetterItem, LettersInput } from "@/lib/modules/events/schema";

/** Which letters: chosen ones, or all that are open, as many as there were when asked. */
export type LettersTarget =
  | { readonly letters: readonly DeadLetterItem[] }
  | { readonly letters: "all"; readonly count: number };

interface LettersDialogProps {
  readonly target: LettersTarget;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says how many are replayed and what that means, and does it. */
export function ReplayDialog({ target, onClose, onDone }: LettersDialogProps) {
  const changed = useEventsChanged();
  const replay = useAction(replayDeadLettersAction, ({ replayed }) => {
    notify("success", `${lettersInWords(replayed)} on the way again`, {
      description: "Whatever fails again comes back here.",
    });
    changed();
    onDone();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Replay ${lettersInWords(countOf(target))}?`}
      description="Each event is handed over once more under its own id."
    >
      <ActionForm
        action={replay}
        input={() => ({ letters: keysOf(target) })}
        submit={`Replay ${lettersInWords(countOf(target))}`}
        pending="Handing over"
        aside={
          <Button variant="ghost" onClick={onClose}>
            Not now
          </Button>
        }
      >
        <ul className="grid list-inside list-disc gap-1">
          <li>Only what failed acts: whoever handled an event before skips it.</li>
          <li>Replay after the cause is mended; else it fails again and comes back.</li>
        </ul>
      </ActionForm>
    </Dialog>
  );
}

/** Asks why letters are given up, and gives them up. */
export function DiscardDialog({ target, onClose, onDone }: LettersDialogProps) {
  const changed = useEventsChanged();
  const discard = useAction(discardDeadLettersAction, ({ discarded }) => {
    notify("success", `${lettersInWords(discarded)} discarded`);
    changed();
    onDone();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Discard ${lettersInWords(countOf(target))}?`}
      description="What these events should have caused will never happen. They stay readable under “Dealt with”."
    >
      <ActionForm
        action={discard}
        input={(values) => ({ letters: keysOf(target), reason: values.text("reason") })}
        submit={`Discard ${lettersInWords(countOf(target))}`}
        pending="Discarding"
        variant="destructive"
        aside={
          <Button variant="ghost" onClick={onClose}>
            Keep
          </Button>
        }
      >
        <TextField
          name="reason"
          label="Why"
          required
          minLength={3}
          maxLength={150}
          autoComplete="off"
          help="Stands beside the letters and in the audit trail."
          error={discard.problemOf("reason")}
        />
      </ActionForm>
    </Dialog>
  );
}

const countOf = (target: LettersTarget) => (target.letters === "all" ? target.count : target.letters.length);
const lettersInWords = (count: number) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? "dead letter" : "dead letters"}`;

function keysOf({ letters }: LettersTarget): LettersInput["letters"] {
  return letters === "all" ? "all" : letters.map(({ eventId, consumer }) => ({ eventId, consumer }));
}
