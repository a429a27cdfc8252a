import "server-only";
import { decode, encode } from "next-auth/jwt";
import { isSecureAddress } from "@/lib/server/public-address";
import type { ReplyCookie } from "@/lib/server/reply";
import { keysFor } from "@/lib/server/secrets/key-ring";

/** Signed in for at most this long, whatever happens. */
export const sessionSecondsMax = 12 * 3600;

/** Name of the cookie; bound to the host where the address is https. */
export function sessionCookieName(): string {
  return isSecureAddress() ? "__Host-hi-session" : "hi-session";
}

/** What the cookie says: whose session, which. The row in the database decides what that is worth. */
export interface SessionClaims {
  readonly userId: string;
  readonly sessionId: string;
}

/** The cookie of a session: an encrypted token as next-auth writes it. */
export async function sessionCookie({ userId, sessionId }: SessionClaims): Promise<ReplyCookie> {
  const value = await encodeSession({ sub: userId, sid: sessionId });
  return { name: sessionCookieName(), value, maxAgeSeconds: sessionSecondsMax, isSecure: isSecureAddress() };
}

/** The cookie that removes the session's cookie. */
export function clearedSessionCookie(): ReplyCookie {
  return { name: sessionCookieName(), value: "", maxAgeSeconds: 0, isSecure: isSecureAddress() };
}

/** The claims in a request's cookies; null without the cookie, or when it is not (any more) ours. */
export function readSessionCookie(headers: Headers): Promise<SessionClaims | null> {
  const token = cookieValue(headers.get("cookie") ?? "", sessionCookieName());
  return token === null ? Promise.resolve(null) : decodeSession(token);
}

/** A token of next-auth's kind around claims. */
export function encodeSession(claims: { readonly sub: string; readonly sid: string }): Promise<string> {
  const [current] = keysFor("session-cookie");
  return encode({ token: { ...claims }, secret: current.key, maxAge: sessionSecondsMax });
}

/** The claims of a token made with the current key or an older one; null for anything else. */
export async function decodeSession(token: string): Promise<SessionClaims | null> {
  for (const { key } of keysFor("session-cookie")) {
    // A token that does not open with this key is tried with the next.
    const claims = await decode({ token, secret: key }).catch(() => null);
    if (typeof claims?.sub === "string" && typeof claims.sid === "string") {
      return { userId: claims.sub, sessionId: claims.sid };
    }
  }
  return null;
}

function cookieValue(header: string, name: string): string | null {
  for (const part of header.split(";")) {
    const at = part.indexOf("=");
    if (at !== -1 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null;
  }
  return null;
}
