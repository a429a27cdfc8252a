import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { userSessions } from "@/db/schema/auth";

type EndReason = NonNullable<typeof userSessions.$inferInsert.endedReason>;

/** Ends sessions of a person, all but one when it is named; answers how many. */
export async function endSessions(
  tx: Transaction,
  userId: string,
  reason: EndReason,
  except: string | null = null,
): Promise<number> {
  const ended = await tx.execute(sql`
    update user_sessions set ended_at = app_now(), ended_reason = ${reason}
    where user_id = ${userId} and ended_at is null and (${except}::uuid is null or id <> ${except}::uuid)
    returning id`);
  return ended.length;
}

/** Ends sessions and the tokens of the API; answers how many sessions ended. */
export async function endAccess(
  tx: Transaction,
  userId: string,
  reason: EndReason,
  except: string | null = null,
): Promise<number> {
  await tx.execute(sql`
    update refresh_tokens set revoked_at = app_now() where user_id = ${userId} and revoked_at is null`);
  return endSessions(tx, userId, reason, except);
}
