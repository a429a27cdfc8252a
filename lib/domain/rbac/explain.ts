import { DomainError } from "../domain-error";
import { isPermission, type Permission, permissionTable } from "./permission-table";
import { type Asker, isRole, pluralOfAsker } from "./role";
import type { Scope } from "./scope";

const reachInWords: Readonly<Record<Exclude<Scope, "none">, string>> = {
  self: ", as far as it is their own",
  sites: " at the sites given to them",
  company: " in the whole company",
};

/**
 * One sentence that says what somebody may do: "Operators may restart miners at the sites given to them."
 * How far it reaches is said only where the table lets it reach further for some than for others.
 *
 * @throws {DomainError} on a word that is no role or no permission: there is no sentence for those.
 */
export function explain(asker: Asker, permission: Permission): string {
  if (asker !== "visitor" && !isRole(asker)) {
    throw new DomainError("role", `role must be in the permission table, got "${String(asker)}"`);
  }
  if (!isPermission(permission)) {
    throw new DomainError("permission", `permission must be in the table, got "${String(permission)}"`);
  }
  const { scopes, allows } = permissionTable[permission];
  const scope = scopes[asker];
  if (scope === "none") return `${pluralOfAsker[asker]} may not ${allows}.`;
  const isSameForAll = Object.values(scopes).every((other) => other === scope || other === "none");
  return `${pluralOfAsker[asker]} may ${allows}${isSameForAll ? "" : reachInWords[scope]}.`;
}
