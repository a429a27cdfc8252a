import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { scopeOf } from "@/lib/domain/rbac/scope-of";
import type { UserViewer } from "@/lib/server/viewer";
import { uuids } from "./sql-text";

/**
 * Which memberships `m` the viewer may see: of the company, or of those who share a site with them, and always their
 * own. The company itself is asked for beside this.
 */
export function membershipsInScope(viewer: UserViewer): SQL {
  switch (scopeOf(viewer.role, "auth:read_people")) {
    case "company":
      return sql`true`;
    case "sites":
      return sql`(m.user_id = ${viewer.userId} or exists (
        select 1 from membership_sites ms where ms.membership_id = m.id and ms.site_id = any(${uuids(viewer.siteIds)})))`;
    default:
      return sql`false`;
  }
}

/** Which invitations `i` the viewer may see: of the company, or to their sites, and always those they sent. */
export function invitationsInScope(viewer: UserViewer): SQL {
  if (scopeOf(viewer.role, "auth:read_people") === "company") return sql`true`;
  const ofSites = scopeOf(viewer.role, "auth:read_people") === "sites";
  return sql`(i.invited_by_id = ${viewer.userId} or (${ofSites} and i.site_ids && ${uuids(viewer.siteIds)}))`;
}
