import type { Access } from "./access";
import type { Role } from "./role";

/** A person's place in one company. */
export interface Member {
  readonly userId: string;
  readonly role: Role;
  readonly access: Access;
  /** The sites given to a site manager or operator; unused for other roles. */
  readonly siteIds: readonly string[];
}

/** What somebody wants to do to the place of somebody in a company. */
export type MembershipChange =
  | { readonly kind: "invite"; readonly role: Role; readonly siteIds: readonly string[] }
  | { readonly kind: "change_role"; readonly role: Role; readonly siteIds: readonly string[] }
  | { readonly kind: "set_expiry"; readonly expiresAt: Date | null }
  | { readonly kind: "suspend" }
  | { readonly kind: "resume" }
  | { readonly kind: "remove" };

/** Yes, or no with one sentence for the person who asked. */
export type MembershipDecision =
  | { readonly isAllowed: true }
  | { readonly isAllowed: false; readonly reason: string };

/** An owner whose access is open and does not end: every company keeps at least one. */
export function isLastingOwner(member: Member): boolean {
  return member.role === "owner" && member.access.isActive && member.access.expiresAt === null;
}
