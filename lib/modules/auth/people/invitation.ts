import type { Role } from "@/lib/domain/rbac/role";

/** What the holder of an invitation's link sees of it. */
export type InvitationView =
  | { readonly state: "unknown" }
  | { readonly state: "used" | "expired" | "revoked"; readonly company: string; readonly inviter: string }
  | {
      readonly state: "open";
      readonly company: string;
      readonly inviter: string;
      readonly email: string;
      readonly name: string | null;
      readonly role: Role;
      readonly sites: readonly string[];
      /** ISO 8601 UTC; null when access does not end. */
      readonly accessEndsAt: string | null;
      readonly linkEndsAt: string;
      /** "account": name and password; "sign_in": they have an account; "other_account": signed in as somebody else. */
      readonly needs: "account" | "sign_in" | "nothing" | "other_account";
      readonly signedInAs: string | null;
    };

/** An open invitation as whoever sent it sees it. */
export interface SentInvitation {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  /** ISO 8601 UTC. */
  readonly sentAt: string;
  readonly linkEndsAt: string;
}
