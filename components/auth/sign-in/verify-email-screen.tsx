"use client";

import { useState } from "react";
import { AuthCard } from "@/components/auth/sign-in/auth-card";
import { DoneCard } from "@/components/auth/sign-in/done-card";
import { ActionForm } from "@/components/forms/action-form";
import { useAction } from "@/lib/browser/use-action";
import { confirmEmailChangeAction, verifyEmailAction } from "@/lib/modules/auth/sign-in/actions";

interface TokenProps {
  /** Out of the link. Programs that look at mails follow links, so only the button uses it up. */
  readonly token: string;
}

/** Confirming the address one registered with. */
export function VerifyEmailScreen({ token }: TokenProps) {
  const [isDone, setIsDone] = useState(false);
  const verify = useAction(verifyEmailAction, () => setIsDone(true));
  if (isDone) {
    return (
      <DoneCard title="Your address is confirmed" href="/login" link="Sign in">
        You can sign in now.
      </DoneCard>
    );
  }
  return (
    <AuthCard
      title="Confirm your address"
      description="One click, to show that the mail came to you. If you did not register, close this page."
    >
      <ActionForm
        action={verify}
        input={() => ({ token })}
        submit="Confirm my address"
        pending="Confirming"
        isWide
        label="Confirm your address"
      />
    </AuthCard>
  );
}

/** Confirming the new address of an account. */
export function ChangeEmailScreen({ token }: TokenProps) {
  const [isDone, setIsDone] = useState(false);
  const confirm = useAction(confirmEmailChangeAction, () => setIsDone(true));
  if (isDone) {
    return (
      <DoneCard title="Your address is changed" href="/account" link="Go to my account">
        Mails come to the new address from now on, and you sign in with it.
      </DoneCard>
    );
  }
  return (
    <AuthCard
      title="Use this address"
      description="One click, and your account has this address instead of the one it had."
    >
      <ActionForm
        action={confirm}
        input={() => ({ token })}
        submit="Use this address"
        pending="Changing"
        isWide
        label="Use this address"
      />
    </AuthCard>
  );
}
