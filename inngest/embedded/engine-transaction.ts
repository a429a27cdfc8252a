import "server-only";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { ParameterOrJSON } from "postgres";
import type { Transaction } from "@/db/client";
import { database } from "@/lib/server/database";

/** What statements are run by: a transaction of the house is one, too. */
export type Statements = Pick<Transaction, "execute">;

const dialect = new PgDialect();

/**
 * Runs statements as the system, all or none. Unlike `withTransaction` it prepares them: the executor says the same few all
 * day, several go out in one round trip when they are not awaited one by one, and none is planned anew.
 */
export async function engineTransaction<Result>(work: (tx: Statements) => Promise<Result>): Promise<Result> {
  const outcome = await database().sql.begin(async (connection) => {
    const run = (text: string, parameters: readonly unknown[]) =>
      connection.unsafe(text, parameters as ParameterOrJSON<never>[], { prepare: true });
    // Sent now, before the first statement of the work, and answered with it.
    const identified = run("select set_config('hi.viewer', 'system', true)", []).execute();
    const statements = {
      execute(query: SQL) {
        const { sql: text, params } = dialect.sqlToQuery(query);
        return run(text, params);
      },
    };
    const [result] = await Promise.all([work(statements as unknown as Statements), identified]);
    return { result };
  });
  return outcome.result as Result;
}
