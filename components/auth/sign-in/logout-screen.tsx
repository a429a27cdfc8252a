"use client";

import { AuthCard } from "@/components/auth/sign-in/auth-card";
import { ActionForm } from "@/components/forms/action-form";
import { useAction } from "@/lib/browser/use-action";
import { logoutAction } from "@/lib/modules/auth/sessions/actions";

/** Signing out by a button: a link that does it could be put into any page. */
export function LogoutScreen() {
  const logout = useAction(logoutAction, () => location.assign("/"));
  return (
    <AuthCard
      title="Sign out"
      description="Ends your session in this browser. To end all of them, go to the devices of your account."
    >
      <ActionForm
        action={logout}
        input={() => ({})}
        submit="Sign out"
        pending="Signing out"
        isWide
        label="Sign out"
      />
    </AuthCard>
  );
}
