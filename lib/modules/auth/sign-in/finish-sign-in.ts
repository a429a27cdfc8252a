import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { isRole } from "@/lib/domain/rbac/role";
import { deviceKind, deviceOf } from "@/lib/modules/auth/sessions/device-of";
import { openSession } from "@/lib/modules/auth/sessions/open-session";
import { landingPath } from "@/lib/modules/auth/sign-in/landing-path";
import { recordLogin } from "@/lib/modules/auth/sign-in/record-login";
import { audit } from "@/lib/server/audit/audit";
import { requestMail } from "@/lib/server/mail/request-mail";
import { publicAddress } from "@/lib/server/public-address";
import type { Actor, RequestFacts } from "@/lib/server/viewer";

/** Somebody who proved in full who they are. */
export interface ProvenPerson {
  readonly userId: string;
  readonly method: "password" | "passkey" | "wallet";
  readonly request: RequestFacts;
  /** The session this browser had until now: it ends, so that no id from before signing in stays good. */
  readonly replaces?: string;
}

/**
 * Signs a person in and answers the session's id; the caller sends its cookie (`sessionCookie`) once the transaction is
 * done. Writes the login history and the trail, and tells the person by mail when the browser is new to them.
 * Runs in a transaction of the system, because nobody is signed in yet.
 */
export async function finishSignIn(tx: Transaction, person: ProvenPerson): Promise<string> {
  const { userId, method, request, replaces } = person;
  const actor: Actor = { kind: "system", name: "sign-in", request };
  const { email, isNewDevice } = await knownDevices(tx, userId, request.userAgent);
  const sessionId = await openSession(tx, {
    userId,
    method,
    request,
    ...(replaces === undefined ? {} : { replaces }),
  });
  const orgId = await companyOfSession(tx, sessionId);
  await recordLogin(tx, { userId, identifier: email, method, outcome: "succeeded", request });
  await audit(tx, actor, {
    action: "auth.signed_in",
    object: { kind: "user", id: userId },
    before: null,
    after: { sessionId, method, address: request.address },
    personal: [{ path: "/after/address", personId: userId }],
    orgId,
  });
  if (isNewDevice) await tellOfNewDevice(tx, actor, email);
  return sessionId;
}

/** Where the person of a session goes first: where they wanted to, else by the role they have in its company. */
export async function landingOf(tx: Transaction, sessionId: string, wanted?: string): Promise<string> {
  const [row] = await tx.execute<{ role: string | null }>(sql`
    select m.role from user_sessions s
    left join memberships m on m.org_id = s.org_id and m.user_id = s.user_id
    where s.id = ${sessionId}`);
  const role = row?.role ?? "guest";
  return landingPath(isRole(role) ? role : "guest", wanted);
}

async function companyOfSession(tx: Transaction, sessionId: string): Promise<string | null> {
  const [row] = await tx.execute<{ org_id: string | null }>(
    sql`select org_id from user_sessions where id = ${sessionId}`,
  );
  return row?.org_id ?? null;
}

/** The first browser of an account is new to nobody. */
async function knownDevices(tx: Transaction, userId: string, userAgent: string) {
  const agents = await tx.execute<{ user_agent: string }>(sql`
    select distinct user_agent from user_sessions
    where user_id = ${userId} and created_at > app_now() - interval '90 days'`);
  const [user] = await tx.execute<{ email: string | null }>(
    sql`select email from users where id = ${userId}`,
  );
  const kind = deviceKind(userAgent);
  const isKnown = agents.some((row) => deviceKind(row.user_agent) === kind);
  return { email: user?.email ?? "", isNewDevice: agents.length > 0 && !isKnown };
}

async function tellOfNewDevice(tx: Transaction, actor: Actor, email: string): Promise<void> {
  if (email === "") return;
  const { browser, system } = deviceOf(actor.request?.userAgent ?? "");
  await requestMail(tx, actor, {
    to: email,
    subject: "Your account was used from a new browser",
    paragraphs: [
      `Somebody signed in to your HashInsight account with ${browser} on ${system}, from the address ${actor.request?.address ?? "unknown"}.`,
      "If that was you, there is nothing to do. If not, change your password and sign out everywhere: both are on the page of your account.",
    ],
    action: { label: "Look at my devices", url: `${publicAddress()}/account` },
    reason: "You get this mail because of a sign-in to your account.",
  });
}
