import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { deviceOf } from "@/lib/modules/auth/sessions/device-of";
import type { Device } from "@/lib/modules/auth/sessions/schema";
import { AppError } from "@/lib/server/errors";
import { executePrepared, readAs } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type UserViewer, type Viewer } from "@/lib/server/viewer";
import type { PersonDetail } from "../schema";
import { iso } from "../sql-text";
import {
  type PersonSqlRow,
  peopleRows,
  personColumns,
  secondFactors,
  siteNames,
  sitesOf,
} from "./person-rows";

/** A person of the company with their devices. @throws AppError `not_found` for anybody whom the viewer may not see. */
export async function getPerson(viewer: Viewer, userId: string): Promise<PersonDetail> {
  const user = authorizeUser(viewer, "auth:read_people");
  companyOf(user);
  const seesSignIns = user.permissions.has("auth:read_logins");
  const { row, names, devices } = await readAs(user, async (tx) => ({
    row: await personInScope(tx, user, userId),
    names: await siteNames(tx, user),
    devices: seesSignIns ? await devicesOf(tx, user, userId) : null,
  }));
  const factors = await secondFactors(user, [userId]);
  return {
    userId,
    name: row.name ?? "",
    email: row.email,
    role: row.role,
    state: row.state,
    sites: sitesOf(row.site_ids, names),
    accessEndsAt: row.access_ends_at,
    lastSignInAt: row.last_sign_in_at,
    secondFactor: factors.get(userId) ?? null,
    joinedAt: row.joined_at,
    version: row.version ?? 0,
    isSelf: userId === user.userId,
    devices,
  };
}

/** A person's row, as far as the viewer may see it. */
export async function personInScope(
  tx: Transaction,
  viewer: UserViewer,
  userId: string,
): Promise<PersonSqlRow> {
  const [row] = await executePrepared<PersonSqlRow>(
    tx,
    "person",
    sql`select ${personColumns} from ${peopleRows(viewer)} where p.kind = 'person' and p.id = ${userId}`,
  );
  if (row === undefined) throw new AppError("not_found", "There is nobody here by that address.");
  return row;
}

interface SessionRow extends Record<string, unknown> {
  readonly id: string;
  readonly user_agent: string;
  readonly method: Device["method"];
  readonly address: string;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly expires_at: string;
}

/** Browsers in which somebody is signed in to this company: what they do for other companies is not ours to see. */
async function devicesOf(tx: Transaction, viewer: UserViewer, userId: string): Promise<Device[]> {
  const rows = await executePrepared<SessionRow>(
    tx,
    "devices",
    sql`
    select s.id, s.user_agent, s.method, s.address, ${iso(sql`s.created_at`)} as created_at,
      ${iso(sql`s.last_seen_at`)} as last_seen_at, ${iso(sql`s.expires_at`)} as expires_at
    from user_sessions s
    where s.user_id = ${userId} and s.org_id = ${viewer.orgId} and s.ended_at is null and s.expires_at > app_now()
      and s.last_seen_at > app_now() - interval '30 minutes'
    order by s.last_seen_at desc limit 100`,
  );
  return rows.map((row) => ({
    id: row.id,
    ...deviceOf(row.user_agent),
    method: row.method,
    address: row.address,
    signedInAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    isThisOne: viewer.via === "session" && row.id === viewer.credentialId,
  }));
}
