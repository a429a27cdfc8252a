import { Badge } from "@/components/ui/badge";
import type { Login } from "@/lib/modules/auth/people/logins";

/** How a try to sign in ended, in words. */
export const outcomeWords: Readonly<Record<Login["outcome"], string>> = {
  succeeded: "Signed in",
  wrong_password: "Wrong password",
  unknown_account: "No such account",
  second_factor_wanted: "Asked for the second factor",
  wrong_second_factor: "Wrong second factor",
  throttled: "Too many tries",
  not_verified: "Address not confirmed",
  suspended: "Suspended",
  wrong_signature: "Wrong signature",
};

export const methodWords: Readonly<Record<Login["method"], string>> = {
  password: "Password",
  passkey: "Passkey",
  wallet: "Wallet",
  api_token: "API token",
};

export function OutcomeBadge({ outcome }: { readonly outcome: Login["outcome"] }) {
  const tone = outcome === "succeeded" ? "gain" : outcome === "second_factor_wanted" ? "neutral" : "loss";
  return <Badge tone={tone}>{outcomeWords[outcome]}</Badge>;
}
