import { isPermission, type Permission, permissionTable } from "./permission-table";
import { type Asker, isRole } from "./role";
import type { Scope } from "./scope";

/** How far a permission reaches for somebody. `none` for a word that is no role or no permission, whatever the types said. */
export function scopeOf(asker: Asker, permission: Permission): Scope {
  if (!isPermission(permission)) return "none";
  if (asker !== "visitor" && !isRole(asker)) return "none";
  return permissionTable[permission].scopes[asker];
}
