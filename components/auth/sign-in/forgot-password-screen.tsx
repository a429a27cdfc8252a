"use client";

import Link from "next/link";
import { useState } from "react";
import { AuthCard } from "@/components/auth/sign-in/auth-card";
import { MailSentCard } from "@/components/auth/sign-in/mail-sent-card";
import { ActionForm } from "@/components/forms/action-form";
import { TextField } from "@/components/forms/text-field";
import { buttonClasses } from "@/components/ui/button-classes";
import { useAction } from "@/lib/browser/use-action";
import { forgotPasswordAction } from "@/lib/modules/auth/sign-in/actions";

/** Asking for a link to choose a new password. */
export function ForgotPasswordScreen() {
  const [isSent, setIsSent] = useState(false);
  const forgot = useAction(forgotPasswordAction, () => setIsSent(true));
  if (isSent) {
    return (
      <MailSentCard>
        If the address has an account, a link to choose a new password is on its way. It works once, for one
        hour.
      </MailSentCard>
    );
  }
  return (
    <AuthCard
      title="Forgotten password"
      description="We send you a link with which you choose a new one."
      footer={
        <Link href="/login" className={buttonClasses({ variant: "link" })}>
          Back to signing in
        </Link>
      }
    >
      <ActionForm
        action={forgot}
        input={(values) => ({ email: values.text("email") })}
        submit="Send the link"
        pending="Sending"
        isWide
        label="Forgotten password"
      >
        <TextField
          name="email"
          type="email"
          label="E-mail"
          error={forgot.problemOf("email")}
          autoComplete="email"
          required
          autoFocus
        />
      </ActionForm>
    </AuthCard>
  );
}
