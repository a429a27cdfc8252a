import { can } from "./can";
import { type Permission, permissions } from "./permission-table";
import type { Asker } from "./role";

/** All that somebody may do in some scope, in the table's order. Empty for a word that is no role. */
export function permissionsOf(asker: Asker): ReadonlySet<Permission> {
  return new Set(permissions.filter((permission) => can(asker, permission)));
}
