import { type Permission, permissions, permissionTable } from "./permission-table";
import { askers } from "./role";

const letterOfScope = { company: "C", sites: "S", self: "O", none: "-" } as const;

/**
 * The whole table as text, one permission a line: name, a letter for each role in the table's order and for visitors,
 * "!" where a step-up is wanted. A test holds the text, so that a change of policy is seen in review.
 */
export function printPermissionTable(): string {
  const width = Math.max(...permissions.map((permission) => permission.length));
  return permissions.map((permission) => line(permission, width)).join("\n");
}

function line(permission: Permission, width: number): string {
  const { scopes, isDangerous } = permissionTable[permission];
  const letters = askers.map((asker) => letterOfScope[scopes[asker]]).join("");
  return `${permission.padEnd(width)} ${letters}${isDangerous ? " !" : ""}`;
}
