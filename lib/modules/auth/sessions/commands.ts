import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { checkOwnPassword, ownPassword } from "@/lib/modules/auth/sessions/check-own-password";
import { endAccess } from "@/lib/modules/auth/sessions/end-sessions";
import { authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import { renewSession } from "@/lib/modules/auth/sessions/renew-session";
import type { confirmIdentityInput, endDeviceInput } from "@/lib/modules/auth/sessions/schema";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import type { SessionClaims } from "@/lib/server/identity/session-cookie";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

/** Ends the session of this browser; nothing happens when there is none. The caller removes its cookie. */
export async function logout(viewer: Viewer): Promise<void> {
  if (viewer.kind !== "user" || viewer.via !== "session") return;
  await withTransaction(viewer, async (tx) => {
    const ended = await tx.execute(sql`
      update user_sessions set ended_at = app_now(), ended_reason = 'signed_out'
      where id = ${viewer.credentialId} and ended_at is null returning id`);
    if (ended.length === 0) return;
    await audit(tx, viewer, {
      action: "auth.signed_out",
      object: { kind: "session", id: viewer.credentialId },
      before: null,
      after: null,
    });
  });
}

/** Ends all sessions of the person, this one too, and the tokens of the API; answers how many browsers were signed in. */
export async function logoutEverywhere(viewer: Viewer): Promise<{ readonly sessionsEnded: number }> {
  const person = authorizeOwnAccount(viewer);
  return await withTransaction(person, async (tx) => {
    const sessionsEnded = await endAccess(tx, person.userId, "signed_out_everywhere");
    await audit(tx, person, {
      action: "auth.signed_out_everywhere",
      object: { kind: "user", id: person.userId },
      before: null,
      after: { sessionsEnded },
    });
    return { sessionsEnded };
  });
}

/** Signs out one of the person's own browsers. @throws AppError `not_found` for one that is not theirs or not signed in. */
export async function endDevice(viewer: Viewer, { deviceId }: z.output<typeof endDeviceInput>) {
  const person = authorizeOwnAccount(viewer);
  await withTransaction(person, async (tx) => {
    const ended = await tx.execute(sql`
      update user_sessions set ended_at = app_now(), ended_reason = 'signed_out'
      where id = ${deviceId} and user_id = ${person.userId} and ended_at is null
        and expires_at > app_now() and last_seen_at > app_now() - interval '30 minutes'
      returning id`);
    if (ended.length === 0) throw new AppError("not_found", "This browser is not signed in (any more).");
    await audit(tx, person, {
      action: "auth.device_signed_out",
      object: { kind: "session", id: deviceId },
      before: null,
      after: null,
    });
  });
  return { kind: "ended" } as const;
}

/**
 * Notes that the person proved anew who they are, and gives the session a new id: dangerous acts are open to it for ten
 * minutes.
 *
 * @throws AppError `invalid` for a wrong password, `limited` after too many tries.
 */
export async function confirmIdentity(
  viewer: Viewer,
  { password }: z.output<typeof confirmIdentityInput>,
): Promise<SessionClaims> {
  const person = authorizeOwnAccount(viewer);
  const { password_hash: stored } = await ownPassword(person);
  await checkOwnPassword(person, stored, password, "password");
  const sessionId = await withTransaction(person, async (tx) => {
    const renewed = await renewSession(tx, { sessionId: person.credentialId, isConfirmed: true });
    await audit(tx, person, {
      action: "auth.identity_confirmed",
      object: { kind: "session", id: renewed },
      before: null,
      after: { by: "password" },
    });
    return renewed;
  });
  return { userId: person.userId, sessionId };
}
