import "server-only";
import { sql } from "drizzle-orm";
import { type KeyRow, keyDto, selectKeys } from "@/lib/modules/auth/keys/key-row";
import type { KeyList, ListKeysInput } from "@/lib/modules/auth/keys/schema";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, type Viewer } from "@/lib/server/viewer";

/** A page of the viewer's keys in their company, newest first; whoever manages the company's keys sees all of them. */
export async function listKeys(viewer: Viewer, { limit, before }: ListKeysInput): Promise<KeyList> {
  const user = authorizeUser(viewer, "auth:read_own_permissions");
  const seesAll = user.permissions.has("auth:manage_company_keys");
  const rows = await readAs(user, (tx) =>
    tx.execute<KeyRow>(sql`${selectKeys(sql`k.org_id = ${user.orgId}
        and (${seesAll} or k.user_id = ${user.userId})
        and (${before ?? null}::text is null
          or (k.created_at, k.id) < (select b.created_at, b.id from api_keys b where b.id = ${before ?? null}))`)}
      order by k.created_at desc, k.id desc limit ${limit + 1}`),
  );
  const shown = rows.slice(0, limit);
  return {
    keys: shown.map((row) => keyDto(row, user.userId)),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
