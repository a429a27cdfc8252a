import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "@/lib/domain/rbac/role";
import type { UserViewer } from "@/lib/server/viewer";
import { changeRole, removePerson, setExpiry, suspendPerson } from "./commands/change-person";
import { leaveCompany, switchCompany } from "./commands/company-place";
import { signOutPerson } from "./commands/sign-out-person";
import { inDays, openPeopleWorld, type PeopleWorld } from "./people-world.fixture";

let world: PeopleWorld;
let orgId: string;
let owner: UserViewer;
let admin: UserViewer;

beforeAll(async () => {
  world = await openPeopleWorld();
});
beforeEach(async () => {
  orgId = await world.company("Norrsken");
  owner = await world.person(orgId, { role: "owner" });
  admin = await world.person(orgId, { role: "admin" });
});
afterAll(() => world.close());

const person = (role: Role) => world.person(orgId, { role });
const at = async (viewer: UserViewer) => ({ userId: viewer.userId, version: await world.version(viewer) });

describe("the last owner", () => {
  it("cannot leave, and is told why", async () => {
    await expect(leaveCompany(owner)).rejects.toThrow(
      "A company keeps at least one owner whose access is open and does not end",
    );
    expect(await world.next(owner)).toMatchObject({ role: "owner" });
  });

  it("whose access ends does not count", async () => {
    const second = await world.person(orgId, { role: "owner", expiresAt: inDays(30) });
    await expect(leaveCompany(owner)).rejects.toMatchObject({ code: "forbidden" });
    await expect(suspendPerson(second, await at(owner))).rejects.toThrow("keeps at least one owner");
    await setExpiry(owner, { ...(await at(second)), expiry: { kind: "never" } });
    await suspendPerson(second, await at(owner));
    await expect(leaveCompany(second)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("stays when owners demote, suspend, remove each other and leave at the same moment", async () => {
    for (let round = 0; round < 8; round += 1) {
      const here = await world.company(`Round ${round}`);
      const owners = await Promise.all([0, 1, 2].map(() => world.person(here, { role: "owner" })));
      const acts = owners.flatMap((actor, index) => {
        const next = owners[(index + 1) % owners.length] ?? actor;
        const input = { userId: next.userId, version: 1 };
        return [
          changeRole(actor, { ...input, role: "admin", siteIds: [] }),
          suspendPerson(actor, input),
          setExpiry(actor, { ...input, expiry: { kind: "at", at: inDays(3).toISOString() } }),
          removePerson(actor, input),
          leaveCompany(actor),
        ];
      });
      const outcomes = await Promise.allSettled(acts);
      expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
      const [left] = await world.rows<{ lasting: number }>(
        (tx) => tx`
        select count(*)::int as lasting from memberships
        where org_id = ${here} and role = 'owner' and is_active and expires_at is null`,
      );
      expect(left?.lasting).toBeGreaterThanOrEqual(1);
    }
  });
});

describe("a person in several companies", () => {
  it("switches under a new session that prolongs nothing and proves nothing", async () => {
    const elsewhere = await world.company("Other");
    await world.join(admin.userId, elsewhere, { role: "customer" });
    await world.rows(
      (tx) => tx`
      update user_sessions set confirmed_at = now() - interval '1 hour', expires_at = now() + interval '1 hour'
      where id = ${admin.credentialId}`,
    );
    const { sessionId } = await switchCompany(admin, { orgId: elsewhere });
    expect(sessionId).not.toBe(admin.credentialId);
    expect(await world.next(admin)).toBeNull();
    expect(await world.next({ ...admin, credentialId: sessionId })).toMatchObject({
      orgId: elsewhere,
      role: "customer",
      isConfirmed: false,
    });
    const [row] = await world.rows(
      (tx) => tx`
      select expires_at < now() + interval '61 minutes' as is_no_longer from user_sessions where id = ${sessionId}`,
    );
    expect(row).toEqual({ is_no_longer: true });
  });

  it("does not switch into a company that is not theirs, or whose door is closed", async () => {
    const other = await world.company("Other");
    await expect(switchCompany(admin, { orgId: other })).rejects.toMatchObject({ code: "not_found" });
    await world.join(admin.userId, other, { role: "customer", isActive: false });
    await expect(switchCompany(admin, { orgId: other })).rejects.toMatchObject({ code: "not_found" });
    const late = await world.company("Late");
    await world.join(admin.userId, late, { role: "customer", expiresAt: inDays(-1) });
    await expect(switchCompany(admin, { orgId: late })).rejects.toMatchObject({ code: "not_found" });
    expect(await world.next(admin)).not.toBeNull();
  });

  it("leaves one and goes on in the other, or in none", async () => {
    const elsewhere = await world.company("Other");
    await world.join(admin.userId, elsewhere, { role: "customer" });
    const first = await leaveCompany(admin);
    const after = await world.next({ ...admin, credentialId: first.sessionId });
    expect(after).toMatchObject({ orgId: elsewhere, role: "customer" });
    if (after === null) throw new Error("the session ended");
    const second = await leaveCompany(after);
    expect(await world.next({ ...admin, credentialId: second.sessionId })).toMatchObject({
      orgId: null,
      role: "guest",
    });
  });
});

describe("signing somebody out", () => {
  it("ends one browser or all of this company, and none of another company", async () => {
    const target = await person("operator");
    const second = await world.signIn(target.userId, orgId);
    const elsewhere = await world.company("Other");
    await world.join(target.userId, elsewhere, { role: "guest" });
    const other = await world.signIn(target.userId, elsewhere);
    await signOutPerson(admin, { userId: target.userId, deviceId: second.credentialId });
    expect(await world.next(second)).toBeNull();
    expect(await world.next(target)).not.toBeNull();
    await expect(
      signOutPerson(admin, { userId: target.userId, deviceId: other.credentialId }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect(await signOutPerson(admin, { userId: target.userId })).toEqual({ ended: 1 });
    expect(await world.next(target)).toBeNull();
    expect(await world.next(other)).not.toBeNull();
  });

  it("of an owner is not for admins", async () => {
    await expect(signOutPerson(admin, { userId: owner.userId })).rejects.toThrow(
      "Admins may not change owners.",
    );
    expect(await world.next(owner)).not.toBeNull();
  });
});
