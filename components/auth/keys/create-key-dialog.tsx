"use client";

import { useState } from "react";
import { NewSecret } from "@/components/auth/keys/new-secret";
import { ScopeFields } from "@/components/auth/keys/scope-fields";
import { useKeysChanged } from "@/components/auth/keys/use-keys";
import { ActionForm } from "@/components/forms/action-form";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAction } from "@/lib/browser/use-action";
import { createKeyAction } from "@/lib/modules/auth/keys/actions";
import type { CreatedKey } from "@/lib/modules/auth/keys/schema";
import type { Decision } from "@/lib/modules/auth/rbac/schema";

const expiries = [
  { value: "7", label: "After 7 days" },
  { value: "30", label: "After 30 days" },
  { value: "90", label: "After 90 days" },
  { value: "365", label: "After a year" },
  { value: "never", label: "Never" },
] as const;

type Expiry = (typeof expiries)[number]["value"];

interface CreateKeyDialogProps {
  /** What the person may do, of which the key gets a part. */
  readonly decisions: readonly Decision[];
  readonly onClose: () => void;
}

/** Asks what a key is for, what it may do and how long, then shows its secret this once. */
export function CreateKeyDialog({ decisions, onClose }: CreateKeyDialogProps) {
  const changed = useKeysChanged();
  const [created, setCreated] = useState<CreatedKey | null>(null);
  const [isKept, setIsKept] = useState(false);
  const [expiry, setExpiry] = useState<Expiry>("90");
  const create = useAction(createKeyAction, (made: CreatedKey) => {
    setCreated(made);
    changed();
  });
  // Once closed the secret is gone for good: it is not closed by a click beside the dialog.
  const close = () => {
    if (created === null || isKept) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={created === null ? "Make an API key" : `Key “${created.key.name}” is made`}
      {...(created === null ? { description: "For a program that asks or acts in your name." } : {})}
      className="sm:max-w-xl"
    >
      {created === null ? (
        <ActionForm
          action={create}
          input={(values) => ({
            name: values.text("name"),
            scopes: [...values.all("scopes")],
            expiresInDays: expiry === "never" ? null : Number(expiry),
          })}
          submit="Make the key"
          pending="Making the key"
          aside={
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
          }
        >
          <TextField
            name="name"
            label="Name"
            help="What it is for, such as “Energy dashboard”."
            required
            maxLength={80}
            autoComplete="off"
            error={create.problemOf("name")}
          />
          <SelectField<Expiry>
            label="Stops working"
            value={expiry}
            onValueChange={setExpiry}
            options={expiries}
            {...(expiry === "never"
              ? { help: "A key that is forgotten somewhere then works for good." }
              : {})}
          />
          <fieldset className="min-w-0">
            <legend className="mb-1.5 font-medium">What the key may do</legend>
            <div className="max-h-[38dvh] overflow-auto rounded-md border p-3">
              <ScopeFields decisions={decisions} error={create.problemOf("scopes")} />
            </div>
          </fieldset>
        </ActionForm>
      ) : (
        <NewSecret created={created} isKept={isKept} onKeptChange={setIsKept} onDone={onClose} />
      )}
    </Dialog>
  );
}
