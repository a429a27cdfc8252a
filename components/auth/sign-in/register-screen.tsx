"use client";

import Link from "next/link";
import { useState } from "react";
import { AuthCard } from "@/components/auth/sign-in/auth-card";
import { MailSentCard } from "@/components/auth/sign-in/mail-sent-card";
import { ActionForm } from "@/components/forms/action-form";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { buttonClasses } from "@/components/ui/button-classes";
import { useAction } from "@/lib/browser/use-action";
import { registerAction } from "@/lib/modules/auth/sign-in/actions";

/** Making an account. What follows is the same whether the address has one already: a mail says. */
export function RegisterScreen() {
  const [isSent, setIsSent] = useState(false);
  const register = useAction(registerAction, () => setIsSent(true));
  if (isSent) {
    return (
      <MailSentCard>
        We sent a link to the address you gave. Follow it within 24 hours, then sign in. Nothing there? Look
        into the folder for unwanted mail.
      </MailSentCard>
    );
  }
  return (
    <AuthCard
      title="Register"
      description="An account of your own. To work in a company, let its administrator invite you."
      footer={
        <>
          You have an account?{" "}
          <Link href="/login" className={buttonClasses({ variant: "link" })}>
            Sign in
          </Link>
        </>
      }
    >
      <ActionForm
        action={register}
        input={(values) => ({
          name: values.text("name"),
          email: values.text("email"),
          password: values.text("password"),
        })}
        submit="Register"
        pending="Registering"
        isWide
        label="Register"
      >
        <TextField
          name="name"
          label="Name"
          help="As others in your company will see it."
          error={register.problemOf("name")}
          autoComplete="name"
          maxLength={100}
          required
        />
        <TextField
          name="email"
          type="email"
          label="E-mail"
          error={register.problemOf("email")}
          autoComplete="email"
          required
        />
        <PasswordField name="password" kind="new" label="Password" error={register.problemOf("password")} />
      </ActionForm>
    </AuthCard>
  );
}
