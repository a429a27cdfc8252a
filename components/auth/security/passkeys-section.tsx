"use client";

import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { AccountSection } from "@/components/auth/account/account-section";
import { AddPasskey } from "@/components/auth/security/add-passkey";
import { PasskeyDetour } from "@/components/auth/security/passkey-detour";
import { usePasskeyDetour } from "@/components/auth/security/passkey-place";
import { ActionForm } from "@/components/forms/action-form";
import { FormError } from "@/components/forms/form-error";
import { TextField } from "@/components/forms/text-field";
import { Moment } from "@/components/shell/moment";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import { removePasskeyAction, renamePasskeyAction } from "@/lib/modules/auth/passkeys/actions";
import type { Passkey, PasskeyList } from "@/lib/modules/auth/passkeys/schema";

/** The passkeys of the account: to add, name and remove. */
export function PasskeysSection({ list: { passkeys, origin } }: { readonly list: PasskeyList }) {
  const router = useRouter();
  const detour = usePasskeyDetour();
  return (
    <AccountSection
      id="passkeys"
      title="Passkeys"
      description="Sign in by fingerprint, face or PIN of your device. Nothing to type, nothing that can be phished."
    >
      <div className="grid gap-4">
        {passkeys.length > 0 && (
          <ul className="-mt-3 divide-y">
            {passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} />
            ))}
          </ul>
        )}
        {origin === null ? (
          <Alert title="Passkeys need a host name">
            Whoever runs this application has to set its public address to one, with https.
          </Alert>
        ) : detour !== null ? (
          <PasskeyDetour href={detour} />
        ) : (
          <AddPasskey
            onAdded={(name) => {
              notify("success", `The passkey "${name}" is added.`);
              router.refresh();
            }}
          />
        )}
      </div>
    </AccountSection>
  );
}

function PasskeyRow({ passkey }: { readonly passkey: Passkey }) {
  const { id, name, createdAt, lastUsedAt, isBackedUp } = passkey;
  const router = useRouter();
  const [isNaming, setIsNaming] = useState(false);
  const rename = useAction(renamePasskeyAction, () => {
    setIsNaming(false);
    router.refresh();
  });
  const remove = useAction(removePasskeyAction, () => {
    notify("success", `The passkey "${name}" is removed.`);
    router.refresh();
  });
  return (
    <li className="grid gap-3 py-3">
      <FormError failure={remove.failure} />
      <div className="flex flex-wrap items-center gap-x-3.5 gap-y-2">
        <KeyRound aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 break-words font-medium">
            {name} {isBackedUp && <Badge>synced</Badge>}
          </p>
          <p className="text-muted-foreground text-xs">
            Added <Moment at={createdAt} />,{" "}
            {lastUsedAt === null ? (
              "not used yet"
            ) : (
              <>
                last used <Moment at={lastUsedAt} />
              </>
            )}
          </p>
        </div>
        <div className="flex gap-2">
          <Button
            size="sm"
            aria-label={`Rename ${name}`}
            aria-expanded={isNaming}
            onClick={() => setIsNaming(!isNaming)}
          >
            Rename
          </Button>
          <Button
            size="sm"
            variant="destructive"
            aria-label={`Remove ${name}`}
            aria-disabled={remove.isPending}
            onClick={() => void remove.run({ id })}
          >
            Remove
          </Button>
        </div>
      </div>
      {isNaming && (
        <ActionForm
          action={rename}
          input={(values) => ({ id, name: values.text("name") })}
          submit="Save"
          pending="Saving"
          label={`Name of ${name}`}
        >
          <TextField
            name="name"
            label="Name"
            defaultValue={name}
            error={rename.problemOf("name")}
            maxLength={60}
            required
            autoFocus
            className="max-w-80"
          />
        </ActionForm>
      )}
    </li>
  );
}
