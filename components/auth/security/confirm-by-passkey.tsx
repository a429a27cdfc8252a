"use client";

import { Fingerprint } from "lucide-react";
import { PasskeyDetour } from "@/components/auth/security/passkey-detour";
import { usePasskeyDetour } from "@/components/auth/security/passkey-place";
import { passkeysNotLoaded } from "@/components/auth/security/passkeys-not-loaded";
import { FormError } from "@/components/forms/form-error";
import { Button } from "@/components/ui/button";
import { type ActionAnswer, callAction } from "@/lib/browser/action-answer";
import { useAction } from "@/lib/browser/use-action";
import { beginPasskeyConfirmAction, confirmByPasskeyAction } from "@/lib/modules/auth/passkeys/actions";

interface ConfirmByPasskeyProps {
  /** Whether another way stands above it. */
  readonly isOther: boolean;
  readonly onConfirmed: () => void;
}

/** Proves anew who one is by a passkey. */
export function ConfirmByPasskey({ isOther, onConfirmed }: ConfirmByPasskeyProps) {
  const detour = usePasskeyDetour();
  const confirm = useAction(confirmByPasskey, onConfirmed);
  if (detour !== null) return <PasskeyDetour href={detour} />;
  return (
    <div className="grid gap-3">
      <FormError failure={confirm.failure} />
      <Button className="w-full" aria-disabled={confirm.isPending} onClick={() => void confirm.run({})}>
        <Fingerprint aria-hidden="true" />
        {confirm.isPending
          ? "Waiting for the passkey …"
          : isOther
            ? "Use a passkey instead"
            : "Use a passkey"}
      </Button>
    </div>
  );
}

/** Question, device, answer; one call as far as the button is concerned. */
async function confirmByPasskey(): Promise<ActionAnswer<{ readonly kind: "confirmed" }>> {
  const browser = await import("@/lib/browser/passkey").catch(() => null);
  if (browser === null) return { ok: false, error: passkeysNotLoaded };
  const options = await callAction(beginPasskeyConfirmAction, {});
  if (!options.ok) return options;
  try {
    const response = await browser.showPasskey(options.data);
    return await callAction(confirmByPasskeyAction, { response });
  } catch (error) {
    if (!(error instanceof browser.PasskeyProblem)) throw error;
    return { ok: false, error: { code: "passkey", message: error.message, requestId: "" } };
  }
}
