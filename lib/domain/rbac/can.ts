import type { Permission } from "./permission-table";
import type { Asker } from "./role";
import { reaches, type Scope, scopes } from "./scope";
import { scopeOf } from "./scope-of";

/**
 * Whether somebody may do this at all, or as far as `needed`. False for a word that is no role, permission or scope.
 * Which rows are "self" or "sites" is for the query to say; this only says how far it may reach.
 */
export function can(asker: Asker, permission: Permission, needed: Exclude<Scope, "none"> = "self"): boolean {
  if (!scopes.includes(needed) || !reaches(needed, "self")) return false;
  return reaches(scopeOf(asker, permission), needed);
}
