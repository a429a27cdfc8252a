import "server-only";
import { explain } from "@/lib/domain/rbac/explain";
import {
  isPermission,
  type Permission,
  permissionModules,
  permissions,
  permissionTable,
} from "@/lib/domain/rbac/permission-table";
import { permissionsOf } from "@/lib/domain/rbac/permissions-of";
import { isForPrograms } from "@/lib/domain/rbac/program-permissions";
import { pluralOfAsker, roles } from "@/lib/domain/rbac/role";
import { rolesToGive } from "@/lib/domain/rbac/roles-to-give";
import { scopeOf } from "@/lib/domain/rbac/scope-of";
import type {
  CheckInput,
  CheckResult,
  Decision,
  Matrix,
  MyPermissions,
  Roles,
} from "@/lib/modules/auth/rbac/schema";
import { authorizeUser, type UserViewer, type Viewer } from "@/lib/server/viewer";

const entry = "auth:read_own_permissions";

/** The whole permission table. */
export function getMatrix(viewer: Viewer): Matrix {
  authorizeUser(viewer, entry);
  return {
    permissions: permissions.map((permission) => {
      const { allows, isDangerous, scopes } = permissionTable[permission];
      const module = permissionModules.find((name) => permission.startsWith(`${name}:`)) ?? "auth";
      return {
        permission,
        module,
        allows,
        isDangerous,
        isForPrograms: isForPrograms(permission),
        scopes: { ...scopes },
      };
    }),
  };
}

/** What the viewer may do with what they sent, and why or why not. */
export function getMyPermissions(viewer: Viewer): MyPermissions {
  const user = authorizeUser(viewer, entry);
  return {
    role: user.role,
    companyId: user.orgId,
    siteIds: [...user.siteIds],
    via: user.via,
    permissions: permissions.map((permission) => decide(user, permission)),
  };
}

/** Whether the viewer may do certain things. */
export function checkPermissions(viewer: Viewer, input: CheckInput): CheckResult {
  const user = authorizeUser(viewer, entry);
  const decisions = input.permissions.map((word) =>
    isPermission(word) ? decide(user, word) : unknown(word),
  );
  return { isAllowed: decisions.every(({ isAllowed }) => isAllowed), decisions };
}

/** All roles, with what they may do and which they may give. */
export function getRoles(viewer: Viewer): Roles {
  authorizeUser(viewer, entry);
  return {
    roles: roles.map((role) => ({
      role,
      name: pluralOfAsker[role],
      permissions: [...permissionsOf(role)],
      gives: [...rolesToGive(role)],
    })),
  };
}

function decide(user: UserViewer, permission: Permission): Decision {
  const isAllowed = user.permissions.has(permission);
  const scope = scopeOf(user.role, permission);
  const isKeptBack = scope !== "none" && !isAllowed;
  return {
    permission,
    isAllowed,
    scope: isAllowed ? scope : "none",
    needsConfirmation: isAllowed && permissionTable[permission].isDangerous && !user.isConfirmed,
    why: isKeptBack
      ? `${explain(user.role, permission)} ${keptBack(permission)}`
      : explain(user.role, permission),
  };
}

/** Why a key or token may not do what its person may. */
function keptBack(permission: Permission): string {
  return isForPrograms(permission)
    ? "This key was not given it."
    : "Keys and tokens may not; it is done at a browser.";
}

function unknown(word: string): Decision {
  const why = "There is no such permission.";
  return { permission: word, isAllowed: false, scope: "none", needsConfirmation: false, why };
}
