import { type Permission, permissionTable } from "./permission-table";
import { permissionsOf } from "./permissions-of";
import type { Asker } from "./role";

/**
 * What only a person at a browser does: a stolen key must not make itself a way to sign in, nor carry off all that is
 * stored about its owner.
 */
const forPeopleOnly: ReadonlySet<Permission> = new Set(["auth:manage_own_account", "auth:export_own_data"]);

/** Whether a program may be given this: nothing dangerous, since a program cannot confirm who it is. */
export function isForPrograms(permission: Permission): boolean {
  return !permissionTable[permission].isDangerous && !forPeopleOnly.has(permission);
}

/** What a role's keys and tokens may do at most, in the table's order. */
export function programPermissions(asker: Asker): readonly Permission[] {
  return [...permissionsOf(asker)].filter(isForPrograms);
}

/**
 * What a key may do: of its scopes those that its owner's role has at this moment. A word that is no permission, and
 * what programs may never do, give nothing.
 */
export function keyPermissions(asker: Asker, scopes: readonly string[]): ReadonlySet<Permission> {
  return new Set(programPermissions(asker).filter((permission) => scopes.includes(permission)));
}
