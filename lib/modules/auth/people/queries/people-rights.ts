import "server-only";
import { sql } from "drizzle-orm";
import { rolesToGive } from "@/lib/domain/rbac/roles-to-give";
import { AppError } from "@/lib/server/errors";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type Viewer } from "@/lib/server/viewer";
import type { PeopleRights } from "../schema";
import { siteNames } from "./person-rows";

/** What the viewer may do about people. @throws AppError `forbidden` when they may neither see nor invite any. */
export async function getPeopleRights(viewer: Viewer): Promise<PeopleRights> {
  const user = authorizeUser(viewer, "auth:read_own_permissions");
  const orgId = companyOf(user);
  const canSeePeople = user.permissions.has("auth:read_people");
  const canInvite = user.permissions.has("auth:invite_people");
  if (!canSeePeople && !canInvite) throw new AppError("forbidden", "Your role does not allow this.");
  const { companyName, names } = await readAs(user, async (tx) => {
    const [company] = await tx.execute<{ name: string }>(sql`select name from companies where id = ${orgId}`);
    return { companyName: company?.name ?? "", names: await siteNames(tx, user) };
  });
  const givesAll = user.role === "owner" || user.role === "admin";
  return {
    companyName,
    userId: user.userId,
    canSeePeople,
    canSeeSignIns: user.permissions.has("auth:read_logins"),
    canChange: user.permissions.has("auth:change_people"),
    canErase: user.permissions.has("auth:erase_people"),
    rolesToGive: canInvite ? rolesToGive(user.role) : [],
    sites: [...names]
      .filter(([id]) => givesAll || user.siteIds.includes(id))
      .map(([id, name]) => ({ id, name })),
  };
}
