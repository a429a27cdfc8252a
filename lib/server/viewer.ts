import { AppError } from "@/lib/server/errors";

/** What may be done with a route or action. "public" is the only one until people can sign in. */
export type Permission = "public";

/** Which rows a signed-in person may see: a whole company, some of its sites, or one customer. */
export type Scope =
  | { readonly kind: "org" }
  | { readonly kind: "sites"; readonly siteIds: readonly string[] }
  | { readonly kind: "customer"; readonly customerId: string };

/** Who is asking. Every query takes one as its first argument. */
export type Viewer =
  | { readonly kind: "visitor"; readonly address: string }
  | {
      readonly kind: "user";
      readonly userId: string;
      readonly orgId: string;
      readonly scope: Scope;
      readonly permissions: ReadonlySet<Permission>;
    }
  | { readonly kind: "system"; readonly name: string };

/** Who is changing something. Every command takes one as its first argument. */
export type Actor = Extract<Viewer, { kind: "user" | "system" }>;

/** Lets the viewer pass or throws. An unknown permission is refused, whatever the types say. */
export function authorize(viewer: Viewer, permission: Permission): void {
  if (permission === "public") return;
  if (viewer.kind === "visitor") throw new AppError("unauthenticated", "Sign in to see this.");
  if (viewer.kind === "user" && viewer.permissions.has(permission)) return;
  throw new AppError("forbidden", "Your role does not allow this.");
}

/**
 * The address a request came from: the socket's peer, or behind `trustedProxyCount` proxies the entry that
 * the outermost trusted one added. What a client writes into `X-Forwarded-For` itself is never believed.
 * The web process puts the peer's address in `x-hi-peer-address`, over anything the client sent.
 */
export function clientAddress(headers: Headers, trustedProxyCount: number): string {
  const peer = headers.get("x-hi-peer-address") ?? "unknown";
  if (trustedProxyCount === 0) return peer;
  const hops = (headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter((hop) => hop !== "");
  return hops.at(-trustedProxyCount) ?? peer;
}
