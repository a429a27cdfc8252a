import "server-only";
import { sql } from "drizzle-orm";
import { deviceOf } from "@/lib/modules/auth/sessions/device-of";
import { authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import type { ConfirmWays, Device } from "@/lib/modules/auth/sessions/schema";
import { AppError } from "@/lib/server/errors";
import { readAs } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

interface SessionRow extends Record<string, unknown> {
  readonly id: string;
  readonly method: Device["method"];
  readonly address: string;
  readonly user_agent: string;
  readonly created_at: Date | string;
  readonly last_seen_at: Date | string;
  readonly expires_at: Date | string;
}

/** The browsers that the person is signed in with, this one first, then by when they were last seen. */
export async function listDevices(viewer: Viewer): Promise<readonly Device[]> {
  const person = authorizeOwnAccount(viewer);
  const rows = await readAs(person, (tx) =>
    tx.execute<SessionRow>(sql`
      select id, method, address, user_agent, created_at, last_seen_at, expires_at
      from user_sessions
      where user_id = ${person.userId} and ended_at is null and expires_at > app_now()
        and last_seen_at > app_now() - interval '30 minutes'
      order by id = ${person.credentialId}::uuid desc, last_seen_at desc
      limit 100`),
  );
  return rows.map((row) => ({
    id: row.id,
    ...deviceOf(row.user_agent),
    method: row.method,
    address: row.address,
    signedInAt: new Date(row.created_at).toISOString(),
    lastSeenAt: new Date(row.last_seen_at).toISOString(),
    expiresAt: new Date(row.expires_at).toISOString(),
    isThisOne: row.id === person.credentialId,
  }));
}

/** By what the person can prove anew who they are (step-up); all `false` for somebody who has to sign in anew for it. */
export async function confirmWays(viewer: Viewer): Promise<ConfirmWays> {
  const person = authorizeOwnAccount(viewer);
  const [ways] = await readAs(person, (tx) =>
    tx.execute<ConfirmWays & Record<string, unknown>>(sql`
      select password_hash is not null as "password",
        exists (select from passkeys where user_id = u.id) as "passkey",
        exists (select from wallets where user_id = u.id) as "wallet",
        password_hash is null
          and exists (select from totp_factors where user_id = u.id and confirmed_at is not null) as "appCode"
      from users u where id = ${person.userId}`),
  );
  if (ways === undefined) throw new AppError("unauthenticated", "The account is not there any more.");
  return { password: ways.password, passkey: ways.passkey, wallet: ways.wallet, appCode: ways.appCode };
}
