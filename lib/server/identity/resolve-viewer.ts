import "server-only";
import { randomUUID } from "node:crypto";
import { env } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import { apiKeyPrefix } from "@/lib/server/identity/api-key";
import { findApiKeyViewer } from "@/lib/server/identity/find-api-key";
import { findSessionViewer, type LookUp } from "@/lib/server/identity/find-session";
import { readAccessToken } from "@/lib/server/identity/read-access-token";
import { readSessionCookie } from "@/lib/server/identity/session-cookie";
import { clientAddress, type RequestFacts, type UserViewer, type Viewer } from "@/lib/server/viewer";

/** What a request says of itself, under a new id. */
export function requestFacts(headers: Headers): RequestFacts {
  const userAgent = (headers.get("user-agent") ?? "").slice(0, 300);
  return { id: randomUUID(), address: clientAddress(headers, env().TRUSTED_PROXY_COUNT), userAgent };
}

/**
 * Who a request comes from. A key or token that was sent must be good; a cookie that is not (any more) makes a
 * visitor, since browsers send it with everything. Without credentials the database is not asked.
 *
 * @throws AppError `unauthenticated` for a key or token that is not valid.
 */
export async function resolveViewer(
  headers: Headers,
  request: RequestFacts,
  lookUp?: LookUp,
): Promise<Viewer> {
  const named = credentialInHeader(headers);
  if (named !== null) return required(await viewerOf(named, request));
  const claims = await readSessionCookie(headers);
  const viewer = claims === null ? null : await findSessionViewer(claims, request, lookUp);
  return viewer ?? { kind: "visitor", request };
}

/** Whether the request's rights come from a cookie, which a foreign page could make a browser send. */
export function isByCookie(viewer: Viewer): boolean {
  return viewer.kind === "user" && viewer.via === "session";
}

function credentialInHeader(headers: Headers): string | null {
  const key = headers.get("x-api-key");
  if (key !== null) return key;
  const [scheme, token] = (headers.get("authorization") ?? "").split(/\s+/, 2);
  return scheme?.toLowerCase() === "bearer" ? (token ?? "") : null;
}

function viewerOf(credential: string, request: RequestFacts): Promise<UserViewer | null> {
  return credential.startsWith(apiKeyPrefix)
    ? findApiKeyViewer(credential, request)
    : readAccessToken(credential, request);
}

function required(viewer: UserViewer | null): UserViewer {
  if (viewer !== null) return viewer;
  throw new AppError("unauthenticated", "The key or token is not valid.");
}
