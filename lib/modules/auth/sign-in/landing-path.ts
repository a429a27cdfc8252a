import type { Role } from "@/lib/domain/rbac/role";
import { ownPath } from "@/lib/modules/auth/sign-in/own-path";

/** Where a person finds themselves after signing in: where they wanted to go, else what their role works with first. */
export function landingPath(role: Role, wanted?: string | null): string {
  const own = ownPath(wanted);
  // The pages of signing in lead nowhere for somebody who did.
  if (own !== null && !/^\/(login|logout|register|api)\b/.test(own)) return own;
  return role === "owner" || role === "admin" ? "/admin/user_access" : "/calculator";
}
