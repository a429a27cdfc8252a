"use client";

import { useRouter } from "next/navigation";
import { AccountSection } from "@/components/auth/account/account-section";
import { ActionForm } from "@/components/forms/action-form";
import { PasswordField } from "@/components/forms/password-field";
import { Moment } from "@/components/shell/moment";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import { changePasswordAction } from "@/lib/modules/auth/accounts/actions";
import type { Account } from "@/lib/modules/auth/accounts/schema";

/** Changing the password, or setting the first one. */
export function PasswordSection({ account }: { readonly account: Account }) {
  const router = useRouter();
  const { hasPassword, passwordChangedAt } = account;
  const change = useAction(changePasswordAction, () => {
    notify("success", "Your password is changed.", { description: "Your other devices are signed out." });
    router.refresh();
  });
  return (
    <AccountSection
      id="password"
      title="Password"
      description={
        hasPassword ? (
          passwordChangedAt !== null && (
            <>
              Last changed <Moment at={passwordChangedAt} />.
            </>
          )
        ) : (
          <>You have none: you sign in without it. Setting one gives you a second way in.</>
        )
      }
    >
      <ActionForm
        action={change}
        input={(values) => ({
          currentPassword: values.text("currentPassword"),
          newPassword: values.text("newPassword"),
        })}
        submit={hasPassword ? "Change password" : "Set password"}
        pending="Changing"
        variant="secondary"
        label="Password"
        resets
        className="max-w-md"
        aside={<span className="text-muted-foreground text-xs">Signs out your other devices.</span>}
      >
        {/* Tells password managers whose password it is. */}
        <input type="text" name="username" autoComplete="username" defaultValue={account.email} hidden />
        {hasPassword && (
          <PasswordField
            name="currentPassword"
            kind="current"
            label="Current password"
            error={change.problemOf("currentPassword")}
          />
        )}
        <PasswordField
          name="newPassword"
          kind="new"
          label="New password"
          error={change.problemOf("newPassword")}
        />
      </ActionForm>
    </AccountSection>
  );
}
