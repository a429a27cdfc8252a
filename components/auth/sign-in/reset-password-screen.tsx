"use client";

import Link from "next/link";
import { useState } from "react";
import { AuthCard } from "@/components/auth/sign-in/auth-card";
import { DoneCard } from "@/components/auth/sign-in/done-card";
import { ActionForm } from "@/components/forms/action-form";
import { PasswordField } from "@/components/forms/password-field";
import { buttonClasses } from "@/components/ui/button-classes";
import { useAction } from "@/lib/browser/use-action";
import { resetPasswordAction } from "@/lib/modules/auth/sign-in/actions";

/** Choosing a new password by the link of a mail. */
export function ResetPasswordScreen({ token }: { readonly token: string }) {
  const [isDone, setIsDone] = useState(false);
  const reset = useAction(resetPasswordAction, () => setIsDone(true));
  if (isDone) {
    return (
      <DoneCard title="Your password is changed" href="/login" link="Sign in">
        All browsers were signed out. Sign in with the new password.
      </DoneCard>
    );
  }
  return (
    <AuthCard
      title="Choose a new password"
      description="All browsers that are signed in to your account will be signed out."
      footer={
        <>
          The link does not work?{" "}
          <Link href="/forgot-password" className={buttonClasses({ variant: "link" })}>
            Ask for another
          </Link>
        </>
      }
    >
      <ActionForm
        action={reset}
        input={(values) => ({ token, password: values.text("password") })}
        submit="Change the password"
        pending="Changing"
        isWide
        label="Choose a new password"
      >
        <PasswordField
          name="password"
          kind="new"
          label="New password"
          error={reset.problemOf("password")}
          autoFocus
        />
      </ActionForm>
    </AuthCard>
  );
}
