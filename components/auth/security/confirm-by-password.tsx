"use client";

import type { ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { PasswordField } from "@/components/forms/password-field";
import { useAction } from "@/lib/browser/use-action";
import { confirmIdentityAction } from "@/lib/modules/auth/sessions/actions";

interface ConfirmByPasswordProps {
  /** Beside the button. */
  readonly aside: ReactNode;
  readonly onConfirmed: () => void;
}

/** Proves anew who one is by the password. */
export function ConfirmByPassword({ aside, onConfirmed }: ConfirmByPasswordProps) {
  const confirm = useAction(confirmIdentityAction, onConfirmed);
  return (
    <ActionForm
      action={confirm}
      input={(values) => ({ password: values.text("password") })}
      submit="Confirm"
      pending="Confirming"
      label="Confirm by password"
      aside={aside}
    >
      <PasswordField
        name="password"
        kind="current"
        label="Your password"
        error={confirm.problemOf("password")}
        autoFocus
      />
    </ActionForm>
  );
}
