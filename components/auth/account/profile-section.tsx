"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { AccountSection } from "@/components/auth/account/account-section";
import { ActionForm } from "@/components/forms/action-form";
import { TextField } from "@/components/forms/text-field";
import { personQueryKey } from "@/components/shell/person/use-person";
import { notify } from "@/components/ui/toast";
import { askAnew } from "@/lib/browser/ask-anew";
import { useAction } from "@/lib/browser/use-action";
import { changeNameAction, changeUsernameAction } from "@/lib/modules/auth/accounts/actions";
import type { Account } from "@/lib/modules/auth/accounts/schema";

/** The name that others see, and the short one to sign in with. */
export function ProfileSection({ account }: { readonly account: Account }) {
  const router = useRouter();
  const queries = useQueryClient();
  const saved = (words: string) => {
    notify("success", words);
    router.refresh();
    void askAnew(queries, personQueryKey);
  };
  const name = useAction(changeNameAction, (data) => saved(`You are called ${data.name} now.`));
  const username = useAction(changeUsernameAction, (data) =>
    saved(data.username === null ? "You have no user name now." : `Your user name is ${data.username} now.`),
  );
  return (
    <AccountSection id="profile" title="Profile">
      <div className="grid gap-6 sm:grid-cols-2">
        <ActionForm
          action={name}
          input={(values) => ({ name: values.text("name") })}
          submit="Save name"
          pending="Saving"
          variant="secondary"
          label="Name"
          className="content-start"
        >
          <TextField
            name="name"
            label="Name"
            help="Colleagues see it, and the audit trail names you by it."
            defaultValue={account.name}
            autoComplete="name"
            maxLength={100}
            required
            error={name.problemOf("name")}
          />
        </ActionForm>
        <ActionForm
          action={username}
          input={(values) => ({ username: values.text("username") })}
          submit="Save user name"
          pending="Saving"
          variant="secondary"
          label="User name"
          className="content-start"
        >
          <TextField
            name="username"
            label="User name"
            help="To sign in with instead of the e-mail address: 3 to 32 letters, digits, dots or hyphens."
            defaultValue={account.username ?? ""}
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={32}
            optional
            error={username.problemOf("username")}
          />
        </ActionForm>
      </div>
    </AccountSection>
  );
}
