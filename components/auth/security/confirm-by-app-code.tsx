"use client";

import type { ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { CodeField } from "@/components/forms/code-field";
import { useAction } from "@/lib/browser/use-action";
import { confirmByAppCodeAction } from "@/lib/modules/auth/totp/actions";

interface ConfirmByAppCodeProps {
  /** Beside the button. */
  readonly aside: ReactNode;
  readonly onConfirmed: () => void;
}

/** Proves anew who somebody without a password is, by a code of their authenticator app. */
export function ConfirmByAppCode({ aside, onConfirmed }: ConfirmByAppCodeProps) {
  const confirm = useAction(confirmByAppCodeAction, onConfirmed);
  return (
    <ActionForm
      action={confirm}
      input={(values) => ({ code: values.text("code") })}
      submit="Confirm"
      pending="Confirming"
      label="Confirm by code"
      aside={aside}
    >
      <CodeField
        name="code"
        label="Code of your authenticator app"
        error={confirm.problemOf("code")}
        maxLength={10}
        autoFocus
        className="max-w-60"
      />
    </ActionForm>
  );
}
