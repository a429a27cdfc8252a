import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { can } from "./can";
import { decideMembershipChange } from "./decide-membership-change";
import { isLastingOwner, type Member, type MembershipChange } from "./membership";
import { type Role, roles } from "./role";
import { rolesToGive } from "./roles-to-give";

const now = new Date("2026-03-01T12:00:00Z");
const tomorrow = new Date("2026-03-02T12:00:00Z");
const member = (userId: string, role: Role, more: Partial<Member> = {}): Member => ({
  userId,
  role,
  access: { isActive: true, expiresAt: null },
  siteIds: [],
  ...more,
});
const olga = member("olga", "owner");
const omar = member("omar", "owner");
const ada = member("ada", "admin");
const sam = member("sam", "site_manager", { siteIds: ["north", "south"] });

const reasonOf = (actor: Member, target: Member | null, change: MembershipChange, members: Member[] = []) => {
  const decision = decideMembershipChange({ actor, target, change, members, now });
  return decision.isAllowed ? "allowed" : decision.reason;
};
const toRole = (role: Role): MembershipChange => ({ kind: "change_role", role, siteIds: [] });
const invite = (role: Role, ...siteIds: string[]): MembershipChange => ({ kind: "invite", role, siteIds });
const lastOwner =
  "A company keeps at least one owner whose access is open and does not end; make another first.";

describe("rolesToGive", () => {
  it("lets those make owners who may, by the table, change owners", () => {
    const makers = roles.filter((giver) => rolesToGive(giver).includes("owner"));
    expect(makers).toEqual(roles.filter((role) => can(role, "auth:change_owners")));
  });

  it("gives something to exactly those who may invite", () => {
    const givers = roles.filter((giver) => rolesToGive(giver).length > 0);
    expect(givers).toEqual(roles.filter((role) => can(role, "auth:invite_people")));
  });

  it("names no role above the giver's own", () => {
    for (const giver of roles) {
      if (giver !== "owner") expect(rolesToGive(giver)).not.toContain("owner");
      if (giver !== "owner" && giver !== "admin") expect(rolesToGive(giver)).not.toContain("admin");
    }
  });
});

describe("decideMembershipChange", () => {
  it("lets owners make owners, and admins not", () => {
    expect(reasonOf(olga, ada, toRole("owner"))).toBe("allowed");
    expect(reasonOf(ada, sam, toRole("owner"))).toBe("Admins may not make owners.");
    expect(reasonOf(ada, null, invite("owner"))).toBe("Admins may not make owners.");
  });

  it("keeps owners out of the reach of admins", () => {
    for (const change of [toRole("guest"), { kind: "suspend" }, { kind: "remove" }] as const) {
      expect(reasonOf(ada, omar, change, [olga, omar])).toBe("Admins may not change owners.");
    }
  });

  it("lets nobody change their own role or access, owners included", () => {
    for (const change of [
      toRole("guest"),
      { kind: "suspend" },
      { kind: "resume" },
      { kind: "set_expiry", expiresAt: null },
    ] as const) {
      expect(reasonOf(olga, olga, change, [olga, omar])).toBe(
        "Nobody changes their own role or access; ask another owner or admin.",
      );
    }
  });

  it("lets people leave, the last owner not", () => {
    expect(reasonOf(sam, sam, { kind: "remove" }, [olga, sam])).toBe("allowed");
    expect(reasonOf(olga, olga, { kind: "remove" }, [olga, omar])).toBe("allowed");
    expect(reasonOf(olga, olga, { kind: "remove" }, [olga, ada])).toBe(lastOwner);
  });

  it("neither demotes, suspends, removes nor lets expire the last owner with lasting access", () => {
    const expiring = member("eva", "owner", { access: { isActive: true, expiresAt: tomorrow } });
    for (const change of [
      toRole("admin"),
      { kind: "suspend" },
      { kind: "remove" },
      { kind: "set_expiry", expiresAt: tomorrow },
    ] as const) {
      expect(reasonOf(expiring, olga, change, [expiring, olga])).toBe(lastOwner);
      expect(reasonOf(expiring, olga, change, [expiring, olga, omar])).toBe("allowed");
    }
  });

  it("lets site managers invite operators and customers to their own sites only", () => {
    expect(reasonOf(sam, null, invite("operator", "north"))).toBe("allowed");
    const elsewhere = "You may invite people only to the sites given to you.";
    expect(reasonOf(sam, null, invite("operator", "north", "east"))).toBe(elsewhere);
    expect(reasonOf(sam, null, invite("operator"))).toBe(elsewhere);
    expect(reasonOf(sam, null, invite("sales", "north"))).toBe("Site managers may not make sales people.");
    expect(reasonOf(sam, member("op", "operator"), { kind: "suspend" })).toBe(
      "Site managers may not change the access of others.",
    );
  });

  it("refuses whose own access has ended", () => {
    const ended = member("eva", "owner", {
      access: { isActive: true, expiresAt: new Date(now.getTime() - 1) },
    });
    expect(reasonOf(ended, ada, toRole("guest"))).toBe("Your own access has ended.");
  });

  it("never leaves a company without a lasting owner, whatever is tried in whatever order", () => {
    const anyRole = fc.constantFrom(...roles);
    const anyChange = fc.oneof(
      anyRole.map(toRole),
      fc.constantFrom<MembershipChange>(
        { kind: "suspend" },
        { kind: "resume" },
        { kind: "remove" },
        { kind: "set_expiry", expiresAt: tomorrow },
        { kind: "set_expiry", expiresAt: null },
      ),
    );
    const anyTry = fc.record({ actor: fc.nat(4), target: fc.nat(4), change: anyChange });
    fc.assert(
      fc.property(fc.array(anyRole, { minLength: 4, maxLength: 4 }), fc.array(anyTry), (others, tries) => {
        let members = [olga, ...others.map((role, index) => member(`m${index}`, role))];
        for (const { actor: a, target: t, change } of tries) {
          const [actor, target] = [members[a], members[t]];
          if (actor === undefined || target === undefined) continue;
          if (!decideMembershipChange({ actor, target, change, members, now }).isAllowed) continue;
          members = members.flatMap((each) => (each === target ? after(each, change) : [each]));
          expect(members.some(isLastingOwner)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function after(target: Member, change: MembershipChange): Member[] {
  const { access } = target;
  if (change.kind === "remove") return [];
  if (change.kind === "suspend") return [{ ...target, access: { ...access, isActive: false } }];
  if (change.kind === "resume") return [{ ...target, access: { ...access, isActive: true } }];
  if (change.kind === "set_expiry")
    return [{ ...target, access: { ...access, expiresAt: change.expiresAt } }];
  return [{ ...target, role: change.role }];
}
