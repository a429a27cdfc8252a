import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { Transaction } from "@/db/client";
import { AppError } from "@/lib/server/errors";

/** A session to go on under a new id. */
export interface RenewedSession {
  readonly sessionId: string;
  /** Whether the person proved just now who they are (step-up). */
  readonly isConfirmed: boolean;
  /** The company to act for from now on, null for none; without it the one acted for until now. */
  readonly orgId?: string | null;
}

/**
 * Gives a session a new id at a change of rights and answers it; the old id ends. The twelve hours go on counting from
 * when the person signed in, and without a new proof so does the time since the last one. The caller sends the cookie (`sessionCookie`) once the transaction is done.
 *
 * @throws AppError `unauthenticated` when the session ended meanwhile: of two changes at once, one goes on.
 */
export async function renewSession(tx: Transaction, renewed: RenewedSession): Promise<string> {
  const { sessionId, isConfirmed, orgId } = renewed;
  const company = orgId === undefined ? sql`org_id` : sql`${orgId}::uuid`;
  const newId = uuidV7();
  const rows = await tx.execute(sql`
    with ended as (
      update user_sessions set ended_at = app_now(), ended_reason = 'replaced'
      where id = ${sessionId} and ended_at is null
      returning *)
    insert into user_sessions
      (id, user_id, org_id, method, created_at, last_seen_at, expires_at, confirmed_at, address, user_agent)
    select ${newId}, user_id, ${company}, method, created_at, app_now(), expires_at,
      case when ${isConfirmed} then app_now() else confirmed_at end, address, user_agent
    from ended
    returning id`);
  if (rows.length === 0) throw new AppError("unauthenticated", "The session has ended; sign in again.");
  return newId;
}
