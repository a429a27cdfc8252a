import { isAccessOpen } from "./access";
import { can } from "./can";
import { isLastingOwner, type Member, type MembershipChange, type MembershipDecision } from "./membership";
import { pluralOfAsker } from "./role";
import { rolesToGive } from "./roles-to-give";
import { scopeOf } from "./scope-of";

const allowed: MembershipDecision = { isAllowed: true };
const refused = (reason: string): MembershipDecision => ({ isAllowed: false, reason });

/** Who wants it, whom it concerns, and who else is in the company. */
export interface MembershipRequest {
  readonly actor: Member;
  /** `null` for an invitation. */
  readonly target: Member | null;
  readonly change: MembershipChange;
  /** All members of the company, read in the transaction that writes the change. */
  readonly members: readonly Member[];
  readonly now: Date;
}

/**
 * Whether a change of somebody's place in a company may be made, and if not, why.
 *
 * Nobody gives or touches a role above his own; nobody changes his own place except by leaving; only owners make and
 * unmake owners; and a company never loses its last owner whose access is open and does not end.
 */
export function decideMembershipChange(request: MembershipRequest): MembershipDecision {
  const { actor, target, change, now } = request;
  if (!isAccessOpen(actor.access, now)) return refused("Your own access has ended.");
  if (change.kind === "invite") {
    if (target !== null) return refused("This person is in the company already.");
    return decideInvitation(actor, change);
  }
  if (target === null) return refused("There is nobody to change.");
  if (target.userId !== actor.userId) {
    const decision = decideChangeOfOther(actor, target, change);
    if (!decision.isAllowed) return decision;
  } else if (change.kind !== "remove") {
    return refused("Nobody changes their own role or access; ask another owner or admin.");
  }
  return keepsAnOwner(request, target);
}

function decideInvitation(
  actor: Member,
  change: Extract<MembershipChange, { kind: "invite" }>,
): MembershipDecision {
  const scope = scopeOf(actor.role, "auth:invite_people");
  if (scope === "none") return refused(`${pluralOfAsker[actor.role]} may not invite people.`);
  if (!rolesToGive(actor.role).includes(change.role)) return refused(mayNotGive(actor, change.role));
  const isInside = change.siteIds.every((siteId) => actor.siteIds.includes(siteId));
  if (scope === "sites" && (change.siteIds.length === 0 || !isInside)) {
    return refused("You may invite people only to the sites given to you.");
  }
  return allowed;
}

function decideChangeOfOther(actor: Member, target: Member, change: MembershipChange): MembershipDecision {
  if (!can(actor.role, "auth:change_people", "company")) {
    return refused(`${pluralOfAsker[actor.role]} may not change the access of others.`);
  }
  const given = rolesToGive(actor.role);
  if (!given.includes(target.role)) {
    return refused(
      `${pluralOfAsker[actor.role]} may not change ${pluralOfAsker[target.role].toLowerCase()}.`,
    );
  }
  if (change.kind === "change_role" && !given.includes(change.role)) {
    return refused(mayNotGive(actor, change.role));
  }
  return allowed;
}

function mayNotGive(actor: Member, role: Member["role"]): string {
  return `${pluralOfAsker[actor.role]} may not make ${pluralOfAsker[role].toLowerCase()}.`;
}

function keepsAnOwner({ change, members }: MembershipRequest, target: Member): MembershipDecision {
  if (!isLastingOwner(target) || staysLastingOwner(change)) return allowed;
  if (members.some((member) => member.userId !== target.userId && isLastingOwner(member))) return allowed;
  return refused(
    "A company keeps at least one owner whose access is open and does not end; make another first.",
  );
}

function staysLastingOwner(change: MembershipChange): boolean {
  if (change.kind === "change_role") return change.role === "owner";
  if (change.kind === "set_expiry") return change.expiresAt === null;
  return change.kind === "resume";
}
