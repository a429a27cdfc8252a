import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { throttleForgetsAfterMs } from "@/lib/domain/sign-in/login-throttle";
import { withTransaction } from "@/lib/server/transaction";

/** Rows of a table that nothing asks for any more. */
interface Lapsed {
  readonly table: string;
  /** The table's primary key. */
  readonly key: string;
  /** A condition on the table under the name `t`. */
  readonly when: SQL;
}

/** The list of devices a person was seen with goes back that far (sign-in/finish-sign-in.ts). */
const sessionDays = 90;
/** So long whoever opens an old invitation reads what became of it. */
const invitationDays = 90;
/** Small, so that no deletion holds locks or fills the log for long. */
const batch = 500;

const lapsed: readonly Lapsed[] = [
  {
    table: "login_throttles",
    key: "key",
    when: sql`t.counted_at_ms < extract(epoch from app_now()) * 1000 - ${throttleForgetsAfterMs}::float8
      and t.open_at_ms < extract(epoch from app_now()) * 1000`,
  },
  { table: "mail_tokens", key: "token_hash", when: sql`t.expires_at <= app_now()` },
  { table: "sign_in_challenges", key: "id", when: sql`t.expires_at <= app_now()` },
  { table: "refresh_tokens", key: "token_hash", when: sql`t.expires_at <= app_now()` },
  {
    table: "user_sessions",
    key: "id",
    when: sql`t.created_at < app_now() - make_interval(days => ${sessionDays}) and t.expires_at <= app_now()`,
  },
  {
    table: "invitations",
    key: "id",
    when: sql`coalesce(t.accepted_at, t.revoked_at, t.expires_at)
      < app_now() - make_interval(days => ${invitationDays})`,
  },
];

/**
 * Deletes a batch of what lapsed by itself: tries at signing in that count for nothing any more, links, questions and
 * refresh tokens that expired, sessions begun more than 90 days ago, invitations that ended more than 90 days ago. Rows
 * that somebody works on are left for the next time.
 *
 * @returns how many rows were deleted; none means that there are no more.
 */
export async function purgeLapsed(): Promise<number> {
  let deleted = 0;
  // Each in a transaction of its own: nobody waits for the locks of all.
  for (const { table, key, when } of lapsed) deleted += await purge(table, key, when);
  return deleted;
}

function purge(table: string, key: string, when: SQL): Promise<number> {
  const [name, id] = [sql.identifier(table), sql.identifier(key)];
  return withTransaction({ kind: "system", name: "retention" }, async (tx) => {
    const rows = await tx.execute(sql`
      delete from ${name} where ${id} in (
        select t.${id} from ${name} t where ${when} limit ${batch} for update skip locked)
      returning 1`);
    return rows.length;
  });
}
