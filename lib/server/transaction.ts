import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { database } from "@/lib/server/database";
import type { Actor, Viewer } from "@/lib/server/viewer";

/**
 * Runs reads as one snapshot under the viewer's identity, read-only. Row-level security sees who asks through
 * `hi.org_id`, `hi.user_id` and `hi.role`; a visitor has none of them and sees only rows that belong to nobody.
 */
export function readAs<Result>(viewer: Viewer, read: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return database().db.transaction(
    async (tx) => {
      await identify(tx, viewer);
      return read(tx);
    },
    { accessMode: "read only", isolationLevel: "repeatable read" },
  );
}

/** Runs changes under the actor's identity, all or none. */
export function withTransaction<Result>(
  actor: Actor,
  change: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return database().db.transaction(async (tx) => {
    await identify(tx, actor);
    return change(tx);
  });
}

async function identify(tx: Transaction, viewer: Viewer): Promise<void> {
  const isUser = viewer.kind === "user";
  const orgId = isUser ? (viewer.orgId ?? "") : "";
  const userId = isUser ? viewer.userId : "";
  const role = isUser ? viewer.role : "";
  await tx.execute(
    sql`select set_config('hi.org_id', ${orgId}, true), set_config('hi.user_id', ${userId}, true),
      set_config('hi.role', ${role}, true), set_config('hi.viewer', ${viewer.kind}, true)`,
  );
}
