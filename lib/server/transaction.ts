import { type SQL, sql } from "drizzle-orm";
import { PgDialect, type PreparedQueryConfig } from "drizzle-orm/pg-core";
import type { RowList } from "postgres";
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

const dialect = new PgDialect();

/**
 * Runs a statement that the server parses and plans once a connection instead of every time, in one round trip instead of
 * two. For the few that run in every transaction: its text must be the same each time, values are parameters.
 */
export async function executePrepared<Row extends Record<string, unknown>>(
  tx: Transaction,
  name: string,
  statement: SQL,
): Promise<RowList<Row[]>> {
  type Config = PreparedQueryConfig & { execute: RowList<Row[]> };
  const query = dialect.sqlToQuery(statement);
  return await tx._.session.prepareQuery<Config>(query, undefined, name, false).execute();
}

async function identify(tx: Transaction, viewer: Viewer): Promise<void> {
  const isUser = viewer.kind === "user";
  const orgId = isUser ? (viewer.orgId ?? "") : "";
  const userId = isUser ? viewer.userId : "";
  const role = isUser ? viewer.role : "";
  await executePrepared(
    tx,
    "identify",
    sql`select set_config('hi.org_id', ${orgId}, true), set_config('hi.user_id', ${userId}, true),
      set_config('hi.role', ${role}, true), set_config('hi.viewer', ${viewer.kind}, true)`,
  );
}
