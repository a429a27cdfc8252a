"use client";

import { ActionForm } from "@/components/forms/action-form";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAction } from "@/lib/browser/use-action";
import { eraseOwnAccountAction } from "@/lib/modules/auth/privacy/actions";

const consequences = [
  "You are signed out everywhere and cannot sign in again, by whatever way.",
  "Your name, e-mail, user name, addresses and devices are deleted, and so are your keys, passkeys and wallets.",
  "You leave every company you are in. What you did there stays in its trail, under a random number instead of your name.",
] as const;

interface EraseDialogProps {
  readonly email: string;
  readonly onClose: () => void;
}

/** Says what an erasure means, and wants the person's e-mail typed before it. */
export function EraseDialog({ email, onClose }: EraseDialogProps) {
  const erase = useAction(eraseOwnAccountAction, () => location.assign("/"));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Erase your account?"
      description="This happens at once and cannot be taken back."
    >
      <ul className="mb-5 grid list-disc gap-1.5 pl-5 text-muted-foreground">
        {consequences.map((consequence) => (
          <li key={consequence}>{consequence}</li>
        ))}
      </ul>
      <ActionForm
        action={erase}
        input={(values) => ({ email: values.text("email") })}
        submit="Erase my account for good"
        pending="Erasing"
        variant="destructive"
        label="Erase your account"
        aside={
          <Button variant="ghost" onClick={onClose}>
            Keep it
          </Button>
        }
      >
        <TextField
          name="email"
          type="email"
          autoComplete="off"
          required
          label="Type your e-mail to confirm"
          help={`It is ${email}`}
          error={erase.problemOf("email")}
        />
      </ActionForm>
    </Dialog>
  );
}
