"use client";

import Link from "next/link";
import { useState } from "react";
import { AuthCard, OtherWays } from "@/components/auth/sign-in/auth-card";
import { PasskeyButton } from "@/components/auth/sign-in/passkey-button";
import { SecondFactorForm } from "@/components/auth/sign-in/second-factor-form";
import { WalletButton } from "@/components/auth/sign-in/wallet-button";
import { ActionForm } from "@/components/forms/action-form";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { buttonClasses } from "@/components/ui/button-classes";
import { useAction } from "@/lib/browser/use-action";
import { loginAction } from "@/lib/modules/auth/sign-in/actions";

interface LoginScreenProps {
  /** Path of this application to go to afterwards; without it where the person's role begins. */
  readonly next?: string | undefined;
}

/** Signing in: by password, passkey or wallet, then by the second factor where the person has one. */
export function LoginScreen({ next }: LoginScreenProps) {
  const [challenge, setChallenge] = useState<string | null>(null);
  if (challenge !== null) {
    return (
      <AuthCard title="Second step" description="Show that you have your second factor, too.">
        <SecondFactorForm challenge={challenge} next={next} onRestart={() => setChallenge(null)} />
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title="Sign in"
      footer={
        <>
          No account yet?{" "}
          <Link href="/register" className={buttonClasses({ variant: "link" })}>
            Register
          </Link>
        </>
      }
    >
      <PasswordForm next={next} onSecondFactor={setChallenge} />
      <OtherWays>
        <PasskeyButton next={next} />
        <WalletButton next={next} onSecondFactor={setChallenge} />
      </OtherWays>
    </AuthCard>
  );
}

interface PasswordFormProps extends LoginScreenProps {
  readonly onSecondFactor: (challenge: string) => void;
}

function PasswordForm({ next, onSecondFactor }: PasswordFormProps) {
  const login = useAction(loginAction, (answer) => {
    if (answer.kind === "second_factor") onSecondFactor(answer.challenge);
    // Loaded anew, so that nothing of the visitor's page stays.
    else location.assign(answer.next);
  });
  return (
    <ActionForm
      action={login}
      input={(values) => ({
        identifier: values.text("identifier"),
        password: values.text("password"),
        ...(next === undefined ? {} : { next }),
      })}
      submit="Sign in"
      pending="Signing in"
      isWide
      label="Sign in"
    >
      <TextField
        name="identifier"
        label="E-mail or user name"
        error={login.problemOf("identifier")}
        autoComplete="username"
        spellCheck={false}
        required
        autoFocus
      />
      <PasswordField
        name="password"
        kind="current"
        label="Password"
        error={login.problemOf("password")}
        aside={
          <Link href="/forgot-password" className={buttonClasses({ variant: "link", size: "sm" })}>
            Forgotten?
          </Link>
        }
      />
    </ActionForm>
  );
}
