"use client";

import { Fingerprint } from "lucide-react";
import { useState } from "react";
import { PasskeyDetour } from "@/components/auth/security/passkey-detour";
import { usePasskeyDetour } from "@/components/auth/security/passkey-place";
import { passkeysNotLoaded } from "@/components/auth/security/passkeys-not-loaded";
import { FormError } from "@/components/forms/form-error";
import { Button } from "@/components/ui/button";
import { type ActionFailure, callAction } from "@/lib/browser/action-answer";
import { beginPasskeySignInAction, signInByPasskeyAction } from "@/lib/modules/auth/passkeys/actions";

interface PasskeyButtonProps {
  /** Where to go afterwards; without it where the person's role begins. */
  readonly next?: string | undefined;
}

/** Signs in by a passkey, without a name or a password. What it needs loads with the click. */
export function PasskeyButton({ next }: PasskeyButtonProps) {
  const detour = usePasskeyDetour();
  const [isPending, setIsPending] = useState(false);
  const [wasAsked, setWasAsked] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const signIn = async () => {
    setWasAsked(true);
    if (isPending || detour !== null) return;
    setIsPending(true);
    setFailure(null);
    const problem = await signInByPasskey(next);
    // On the way to the next page the button stays as it is.
    if (problem === null) return;
    setFailure(problem);
    setIsPending(false);
  };
  return (
    <div className="grid gap-3">
      <Button className="w-full" aria-disabled={isPending} onClick={() => void signIn()}>
        <Fingerprint aria-hidden="true" />
        {isPending ? "Waiting for the passkey …" : "Sign in with a passkey"}
      </Button>
      {wasAsked && detour !== null && <PasskeyDetour href={detour} />}
      <FormError failure={failure} />
    </div>
  );
}

/** Leads to the next page, or answers what was wrong. */
async function signInByPasskey(next: string | undefined): Promise<ActionFailure | null> {
  const browser = await import("@/lib/browser/passkey").catch(() => null);
  if (browser === null) return passkeysNotLoaded;
  const options = await callAction(beginPasskeySignInAction, {});
  if (!options.ok) return options.error;
  try {
    const response = await browser.showPasskey(options.data);
    const answer = await callAction(signInByPasskeyAction, {
      response,
      ...(next === undefined ? {} : { next }),
    });
    if (!answer.ok) return answer.error;
    location.assign(answer.data.next);
    return null;
  } catch (error) {
    if (error instanceof browser.PasskeyProblem)
      return { code: "passkey", message: error.message, requestId: "" };
    throw error;
  }
}
