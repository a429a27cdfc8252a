"use client";

import { useRouter } from "next/navigation";
import { AccountSection } from "@/components/auth/account/account-section";
import { ActionForm } from "@/components/forms/action-form";
import { TextField } from "@/components/forms/text-field";
import { Alert } from "@/components/ui/alert";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import { requestEmailChangeAction } from "@/lib/modules/auth/accounts/actions";
import type { Account } from "@/lib/modules/auth/accounts/schema";

/** The address that mail goes to; a new one counts once its owner followed the link sent there. */
export function EmailSection({ account }: { readonly account: Account }) {
  const router = useRouter();
  const change = useAction(requestEmailChangeAction, () => {
    notify("success", "A link is on its way to the new address.");
    router.refresh();
  });
  return (
    <AccountSection
      id="email"
      title="E-mail"
      description={
        <>
          Mail goes to <strong className="break-all font-medium text-foreground">{account.email}</strong>.
        </>
      }
    >
      <div className="grid gap-4">
        {account.pendingEmail !== null && (
          <Alert title={`Waiting for ${account.pendingEmail}`}>
            Follow the link that was sent there. Until then nothing changes. Nothing came? Look into the spam
            folder, or have it sent again below.
          </Alert>
        )}
        <ActionForm
          action={change}
          input={(values) => ({ email: values.text("email") })}
          submit="Send link to new address"
          pending="Sending"
          variant="secondary"
          label="E-mail"
          resets
          className="max-w-md"
        >
          <TextField
            name="email"
            type="email"
            label="New e-mail address"
            help="We also tell the address you have now, so that nobody can take your account unseen."
            autoComplete="email"
            maxLength={254}
            required
            error={change.problemOf("email")}
          />
        </ActionForm>
      </div>
    </AccountSection>
  );
}
