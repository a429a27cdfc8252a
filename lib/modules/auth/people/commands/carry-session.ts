import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { Transaction } from "@/db/client";
import { AppError } from "@/lib/server/errors";
import type { SessionClaims } from "@/lib/server/identity/session-cookie";
import type { UserViewer } from "@/lib/server/viewer";

/**
 * Goes on with the viewer's session for another company (`null`: none) under a new id. The end of the twelve hours and
 * the moment of the last proof go along: switching proves nothing and prolongs nothing.
 */
export async function carrySession(
  tx: Transaction,
  viewer: UserViewer,
  orgId: string | null,
): Promise<SessionClaims> {
  const sessionId = uuidV7();
  const [ended] = await tx.execute<{ id: string }>(sql`
    update user_sessions set ended_at = app_now(), ended_reason = 'replaced'
    where id = ${viewer.credentialId} and user_id = ${viewer.userId} and ended_at is null returning id`);
  if (ended === undefined) throw new AppError("unauthenticated", "Your session has ended. Sign in again.");
  await tx.execute(sql`
    insert into user_sessions
      (id, user_id, org_id, method, created_at, last_seen_at, expires_at, confirmed_at, address, user_agent)
    select ${sessionId}, user_id, ${orgId}::uuid, method, app_now(), app_now(), expires_at, confirmed_at,
      ${viewer.request.address}, ${viewer.request.userAgent}
    from user_sessions where id = ${viewer.credentialId}`);
  return { userId: viewer.userId, sessionId };
}

/** Sessions are for browsers: a key or token acts for the company it was made in. */
export function requireSession(viewer: UserViewer): void {
  if (viewer.via === "session") return;
  throw new AppError("forbidden", "This is done in the browser, not through the API.");
}
