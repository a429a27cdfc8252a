import "server-only";
import { explain } from "@/lib/domain/rbac/explain";
import { permissionModules, permissions, permissionTable } from "@/lib/domain/rbac/permission-table";
import { pluralOfAsker } from "@/lib/domain/rbac/role";
import { scopeOf } from "@/lib/domain/rbac/scope-of";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type Viewer } from "@/lib/server/viewer";
import type { Explanation, PersonRow } from "../schema";
import { personInScope } from "./get-person";
import { type PersonSqlRow, siteNames, sitesOf } from "./person-rows";

/** Every permission of the table for one person: how far it reaches and why, module by module. */
export async function explainPerson(viewer: Viewer, userId: string): Promise<Explanation> {
  const user = authorizeUser(viewer, "auth:read_people");
  companyOf(user);
  const { row, names } = await readAs(user, async (tx) => ({
    row: await personInScope(tx, user, userId),
    names: await siteNames(tx, user),
  }));
  const closedBecause = closedSentence(row);
  const sites = sitesOf(row.site_ids, names);
  const modules = permissionModules.map((module) => ({
    module,
    permissions: permissions
      .filter((permission) => permission.startsWith(`${module}:`))
      .map((permission) => {
        const scope = scopeOf(row.role, permission);
        const isEmpty = scope === "sites" && sites.length === 0;
        return {
          permission,
          scope: closedBecause === null && !isEmpty ? scope : ("none" as const),
          isDangerous: permissionTable[permission].isDangerous,
          why: `${explain(row.role, permission)}${isEmpty ? " No site has been given to this person." : ""}`,
        };
      }),
  }));
  return { userId, role: row.role, closedBecause, sites, modules };
}

function closedSentence({ state, role, name }: PersonSqlRow): string | null {
  const reasons: Readonly<Partial<Record<PersonRow["state"], string>>> = {
    suspended: `${name} is suspended and may do nothing here. Once resumed, what ${pluralOfAsker[role].toLowerCase()} may do counts again.`,
    expired: `The access of ${name} has ended. Once it is extended, what ${pluralOfAsker[role].toLowerCase()} may do counts again.`,
  };
  return reasons[state] ?? null;
}
