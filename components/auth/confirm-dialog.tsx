"use client";

import { ConfirmByPasskey } from "@/components/auth/security/confirm-by-passkey";
import { ActionForm } from "@/components/forms/action-form";
import { PasswordField } from "@/components/forms/password-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAction } from "@/lib/browser/use-action";
import { confirmIdentityAction } from "@/lib/modules/auth/sessions/actions";

/** Asks the person to prove anew who they are, before something that a borrowed browser must not do. */
export function ConfirmDialog({ onSettled }: { readonly onSettled: (isConfirmed: boolean) => void }) {
  const confirm = useAction(confirmIdentityAction, () => onSettled(true));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onSettled(false)}
      title="Confirm that it is you"
      description="What you are about to do matters. You are asked again after ten minutes at the earliest."
    >
      <ActionForm
        action={confirm}
        input={(values) => ({ password: values.text("password") })}
        submit="Confirm"
        pending="Confirming"
        aside={
          <Button variant="ghost" onClick={() => onSettled(false)}>
            Cancel
          </Button>
        }
      >
        <PasswordField
          name="password"
          kind="current"
          label="Your password"
          error={confirm.problemOf("password")}
        />
      </ActionForm>
      <div className="mt-4">
        <ConfirmByPasskey onConfirmed={() => onSettled(true)} />
      </div>
    </Dialog>
  );
}
