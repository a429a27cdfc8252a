"use client";

import { useState } from "react";
import { passkeysNotLoaded } from "@/components/auth/security/passkeys-not-loaded";
import { ActionForm } from "@/components/forms/action-form";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { type ActionAnswer, callAction, confirmed } from "@/lib/browser/action-answer";
import { useAction } from "@/lib/browser/use-action";
import { beginPasskeyAction, registerPasskeyAction } from "@/lib/modules/auth/passkeys/actions";

/** Names a new passkey and has the browser make it. */
export function AddPasskey({ onAdded }: { readonly onAdded: (name: string) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const add = useAction(addPasskey, ({ name }) => {
    setIsOpen(false);
    onAdded(name);
  });
  if (!isOpen) {
    return (
      <Button className="justify-self-start" onClick={() => setIsOpen(true)}>
        Add a passkey
      </Button>
    );
  }
  return (
    <ActionForm
      action={add}
      input={(values) => ({ name: values.text("name") })}
      submit="Make the passkey"
      pending="Waiting for the device"
      label="New passkey"
      aside={
        <Button variant="ghost" onClick={() => setIsOpen(false)}>
          Cancel
        </Button>
      }
    >
      <TextField
        name="name"
        label="Name"
        help="By which you tell it from others: the device or password manager it is on."
        error={add.problemOf("name")}
        defaultValue="This device"
        maxLength={60}
        required
        autoFocus
        className="max-w-80"
      />
    </ActionForm>
  );
}

/** Question, device, answer; one call as far as the form is concerned. */
async function addPasskey({
  name,
}: {
  readonly name: string;
}): Promise<ActionAnswer<{ readonly name: string }>> {
  const browser = await import("@/lib/browser/passkey").catch(() => null);
  if (browser === null) return { ok: false, error: passkeysNotLoaded };
  const options = await confirmed(beginPasskeyAction)({});
  if (!options.ok) return options;
  try {
    const response = await browser.makePasskey(options.data);
    const answer = await callAction(registerPasskeyAction, { name, response });
    return answer.ok ? { ok: true, data: { name } } : answer;
  } catch (error) {
    if (!(error instanceof browser.PasskeyProblem)) throw error;
    return { ok: false, error: { code: "passkey", message: error.message, requestId: "" } };
  }
}
