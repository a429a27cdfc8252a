import { DomainError } from "../domain-error";
import { isRole, type Role } from "./role";

/** Role words of the earlier system. "finance" and "developer" were full admins there; look at them after a move. */
const legacyRoles: ReadonlyMap<string, Role> = new Map<string, Role>([
  ["super_admin", "owner"],
  ["tenant_owner", "owner"],
  ["tenant_admin", "admin"],
  ["developer", "admin"],
  ["finance", "admin"],
  ["site", "site_manager"],
  ["mining_site", "site_manager"],
  ["mining_site_owner", "site_manager"],
  ["client", "customer"],
  ["user", "customer"],
  ["investor", "customer"],
  ["trader", "customer"],
  ["readonly", "customer"],
  ["api_client", "customer"],
]);

/**
 * The role that a word of the earlier system stands for; letter case, spaces and hyphens do not count
 * ("Mining Site" is `mining_site`).
 *
 * @throws {DomainError} on any other word: a person without a known role gets none, not the least one.
 */
export function roleFromLegacy(word: string): Role {
  const key = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  const role = isRole(key) ? key : legacyRoles.get(key);
  if (role !== undefined) return role;
  const rule = "a role or a role word of the earlier system";
  throw new DomainError("role", `role must be ${rule}, got "${word}"`, { value: word, rule });
}
