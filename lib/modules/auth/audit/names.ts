import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { memberships, users } from "@/db/schema/auth";
import { apiKeys } from "@/db/schema/credentials";
import { uuids } from "@/lib/modules/auth/people/sql-text";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Names by id of people of a company and of its keys; ids of anything else are left out. */
export async function namesOf(
  tx: Transaction,
  orgId: string,
  { people, keys }: { readonly people: readonly string[]; readonly keys: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const peopleIds = [...new Set(people.filter((id) => uuid.test(id)))];
  if (peopleIds.length > 0) {
    const rows = await tx
      .select({ id: users.id, name: users.name })
      .from(users)
      .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.orgId, orgId)))
      .where(sql`${users.id} = any(${uuids(peopleIds)})`)
      .prepare("audit_names")
      .execute();
    for (const { id, name } of rows) names.set(id, name);
  }
  const keyIds = [...new Set(keys.filter((id) => uuid.test(id)))];
  if (keyIds.length > 0) {
    const rows = await tx
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(and(eq(apiKeys.orgId, orgId), inArray(apiKeys.id, keyIds)));
    for (const { id, name } of rows) names.set(id, name);
  }
  return names;
}
