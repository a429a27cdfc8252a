import { can } from "@/lib/domain/rbac/can";
import { isPermission, type Permission, permissionTable } from "@/lib/domain/rbac/permission-table";
import type { Role } from "@/lib/domain/rbac/role";
import { AppError } from "@/lib/server/errors";

/** What a door asks for: a permission of the table, or nothing, for what is the same to everybody. */
export type Access = Permission | "public";

/** What is known of the request itself. */
export interface RequestFacts {
  readonly id: string;
  /** Network address of the client; see `clientAddress`. */
  readonly address: string;
  readonly userAgent: string;
}

/** Somebody who proved who they are. */
export interface UserViewer {
  readonly kind: "user";
  readonly userId: string;
  /** The company acted for; null while the person is in none. */
  readonly orgId: string | null;
  /** The role in that company; guest while in none. */
  readonly role: Role;
  /** The sites given to a site manager or operator. */
  readonly siteIds: readonly string[];
  /** Role's permissions; with a key or token those of its scopes among them. */
  readonly permissions: ReadonlySet<Permission>;
  readonly via: "session" | "api_key" | "access_token";
  /** Session or key that the request came with. */
  readonly credentialId: string;
  /** Whether the person proved anew who they are within the last ten minutes (step-up). */
  readonly isConfirmed: boolean;
  readonly request: RequestFacts;
}

/** Who is asking. Every query takes one as its first argument. */
export type Viewer =
  | { readonly kind: "visitor"; readonly request: RequestFacts }
  | UserViewer
  /** The product itself; with the request it works for, if any. */
  | { readonly kind: "system"; readonly name: string; readonly request?: RequestFacts };

/** Who is changing something. Every command takes one as its first argument. */
export type Actor = Extract<Viewer, { kind: "user" | "system" }>;

/** Lets the viewer pass or throws. A permission that the table does not have is refused, whatever the types say. */
export function authorize(viewer: Viewer, access: Access): void {
  if (access === "public") return;
  if (isPermission(access)) {
    if (viewer.kind === "visitor" && can("visitor", access)) return;
    if (viewer.kind === "user" && viewer.permissions.has(access)) {
      requireConfirmed(viewer, access);
      return;
    }
  }
  if (viewer.kind === "visitor") throw new AppError("unauthenticated", "Sign in to see this.");
  throw new AppError("forbidden", "Your role does not allow this.");
}

/** Like `authorize`, and the viewer is somebody who signed in. */
export function authorizeUser(viewer: Viewer, permission: Permission): UserViewer {
  authorize(viewer, permission);
  if (viewer.kind === "user") return viewer;
  throw new AppError("unauthenticated", "Sign in to do this.");
}

/** The company the viewer acts for. @throws AppError `forbidden` while they are in none. */
export function companyOf(viewer: UserViewer): string {
  if (viewer.orgId !== null) return viewer.orgId;
  throw new AppError("forbidden", "You are in no company yet; ask for an invitation.");
}

function requireConfirmed(viewer: UserViewer, permission: Permission): void {
  if (!permissionTable[permission].isDangerous || viewer.isConfirmed) return;
  throw new AppError("forbidden", "Confirm first that it is you.", { reason: "confirm_identity" });
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
