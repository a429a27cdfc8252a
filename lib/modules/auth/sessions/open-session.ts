import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { Transaction } from "@/db/client";
import { sessionSecondsMax } from "@/lib/server/identity/session-cookie";
import type { RequestFacts } from "@/lib/server/viewer";

/** A session to begin. */
export interface NewSession {
  readonly userId: string;
  readonly method: "password" | "passkey" | "wallet" | "invitation";
  readonly request: RequestFacts;
  /** The company to act for; without it the one acted for last, else the first whose door is open, else none. */
  readonly orgId?: string;
  /** The session that this one takes the place of: signing in and every change of rights give a new id. */
  readonly replaces?: string;
}

/**
 * Begins a session and answers its id; the caller sends its cookie (`sessionCookie`) once the transaction is done.
 * Runs in a transaction of the system, because nobody is signed in yet.
 */
export async function openSession(tx: Transaction, session: NewSession): Promise<string> {
  const { userId, method, request, orgId = null, replaces = null } = session;
  const sessionId = uuidV7();
  await tx.execute(sql`
    insert into user_sessions (id, user_id, org_id, method, created_at, last_seen_at, expires_at, confirmed_at, address, user_agent)
    select ${sessionId}, ${userId},
      (select m.org_id from memberships m join companies c on c.id = m.org_id and c.closed_at is null
        where m.user_id = ${userId} and m.is_active and (m.expires_at is null or app_now() <= m.expires_at)
          and (${orgId}::uuid is null or m.org_id = ${orgId}::uuid)
        order by (select max(s.created_at) from user_sessions s where s.user_id = m.user_id and s.org_id = m.org_id)
          desc nulls last, m.created_at
        limit 1),
      ${method}, app_now(), app_now(), app_now() + ${`${sessionSecondsMax} seconds`}::interval, app_now(),
      ${request.address}, ${request.userAgent}`);
  await tx.execute(sql`update users set last_sign_in_at = app_now() where id = ${userId}`);
  if (replaces !== null) {
    await tx.execute(sql`
      update user_sessions set ended_at = app_now(), ended_reason = 'replaced'
      where id = ${replaces} and ended_at is null`);
  }
  return sessionId;
}
