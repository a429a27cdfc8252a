import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Actor, RequestFacts, Viewer } from "@/lib/server/viewer";

/** Somebody is in; the caller sends the cookie of the session (`sessionCookie`). */
export interface SignedIn {
  readonly kind: "signed_in";
  readonly userId: string;
  readonly sessionId: string;
  /** Where to go first. */
  readonly next: string;
}

/** Somebody is not let in; the message may be shown. */
export interface Refused {
  readonly kind: "refused";
  readonly message: string;
}

/** What a first factor leads to: in, to the second factor, or away. */
export type SignInOutcome =
  | SignedIn
  | Refused
  | { readonly kind: "second_factor"; readonly challenge: string };

/** Somebody who wants in, as far as their account is concerned. */
export interface DoorPerson extends Record<string, unknown> {
  readonly email: string | null;
  readonly name: string;
  /** Null when the door is open; else the word of the login history for why it is not. */
  readonly closed: "suspended" | "not_verified" | null;
}

/** Whether an account may be signed in to at all, however its owner proves who they are; null for one that is not there. */
export async function doorOf(tx: Transaction, userId: string): Promise<DoorPerson | null> {
  const [person] = await tx.execute<DoorPerson>(sql`
    select email, name, case when not is_active then 'suspended' when email_verified_at is null then 'not_verified' end
      as closed
    from users where id = ${userId} and erased_at is null`);
  return person ?? null;
}

/** What a request says of itself; a visitor's and a person's viewer always have it. */
export function requestOf(viewer: Viewer): RequestFacts {
  if (viewer.request !== undefined) return viewer.request;
  throw new Error("nobody signs in without a request");
}

/** The product itself, letting somebody in. */
export function doorkeeper(request: RequestFacts): Extract<Actor, { kind: "system" }> {
  return { kind: "system", name: "sign-in", request };
}

/** The session that this browser has now, to be replaced by the new one. */
export function sessionToReplace(viewer: Viewer): { readonly replaces?: string } {
  return viewer.kind === "user" && viewer.via === "session" ? { replaces: viewer.credentialId } : {};
}
