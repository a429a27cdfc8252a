import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "@/lib/domain/rbac/role";
import type { UserViewer } from "@/lib/server/viewer";
import { changeRole, removePerson, resumePerson, setExpiry, suspendPerson } from "./commands/change-person";
import { signOutPerson } from "./commands/sign-out-person";
import { inDays, openPeopleWorld, type PeopleWorld } from "./people-world.fixture";

let world: PeopleWorld;
let orgId: string;
let site: string;
let owner: UserViewer;
let admin: UserViewer;

beforeAll(async () => {
  world = await openPeopleWorld();
});
beforeEach(async () => {
  orgId = await world.company("Norrsken");
  site = await world.site(orgId, "Boden");
  owner = await world.person(orgId, { role: "owner" });
  admin = await world.person(orgId, { role: "admin" });
});
afterAll(() => world.close());

const person = (role: Role) => world.person(orgId, { role, siteIds: [] });
const at = async (viewer: UserViewer) => ({ userId: viewer.userId, version: await world.version(viewer) });

describe("a change of role", () => {
  it("counts on the very next request, with the sites that go with it", async () => {
    const target = await person("guest");
    await changeRole(admin, { ...(await at(target)), role: "operator", siteIds: [site] });
    expect(await world.next(target)).toMatchObject({ role: "operator", siteIds: [site] });
    await changeRole(admin, { ...(await at(target)), role: "customer", siteIds: [] });
    const after = await world.next(target);
    expect(after).toMatchObject({ role: "customer", siteIds: [] });
    expect(after?.permissions.has("hosting:restart_miners")).toBe(false);
  });

  it("is written into the trail and handed over as an event, and the person is told by mail", async () => {
    const target = await person("guest");
    await changeRole(owner, { ...(await at(target)), role: "sales", siteIds: [] });
    const entries = await world.rows(
      (tx) => tx`
      select action, actor_id, before->>'role' as before, after->>'role' as after from audit_entries
      where object_id = ${target.userId}`,
    );
    expect(entries).toEqual([
      { action: "auth.role_changed", actor_id: owner.userId, before: "guest", after: "sales" },
    ]);
    const events = await world.rows(
      (tx) => tx`
      select payload->>'change' as change, aggregate_version from event_outbox
      where type = 'auth.membership_changed' and payload->>'userId' = ${target.userId}`,
    );
    expect(events).toEqual([{ change: "change_role", aggregate_version: 2 }]);
    const mail = (await world.mails()).at(-1);
    expect(mail?.to).toBe(`${target.userId}@demo.example`);
    expect(mail?.paragraphs.join(" ")).toContain("you are a sales person in Norrsken");
  });

  it("of what was changed meanwhile is refused, and nothing is written", async () => {
    const target = await person("guest");
    const read = await at(target);
    await changeRole(owner, { ...read, role: "sales", siteIds: [] });
    await expect(changeRole(admin, { ...read, role: "admin", siteIds: [] })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await world.next(target))?.role).toBe("sales");
  });

  it("gives no site of another company", async () => {
    const target = await person("guest");
    const foreign = await world.site(await world.company("Other"), "Boden");
    await expect(
      changeRole(owner, { ...(await at(target)), role: "operator", siteIds: [site, foreign] }),
    ).rejects.toMatchObject({ code: "invalid", fields: [{ field: "siteIds[1]", value: foreign }] });
    expect((await world.next(target))?.role).toBe("guest");
  });

  it("of owners and to owner is for owners alone", async () => {
    const second = await person("owner");
    const target = await person("sales");
    await expect(changeRole(admin, { ...(await at(target)), role: "owner", siteIds: [] })).rejects.toThrow(
      "Admins may not make owners.",
    );
    await expect(changeRole(admin, { ...(await at(second)), role: "admin", siteIds: [] })).rejects.toThrow(
      "Admins may not change owners.",
    );
    await changeRole(owner, { ...(await at(second)), role: "admin", siteIds: [] });
    expect((await world.next(second))?.role).toBe("admin");
  });

  it.each(["site_manager", "operator", "sales", "customer", "guest"] as const)(
    "is not for a %s to make, whatever it is",
    async (role) => {
      const actor = await world.person(orgId, { role, siteIds: [site] });
      const target = await world.person(orgId, { role: "customer", siteIds: [site] });
      const input = await at(target);
      for (const change of [
        () => changeRole(actor, { ...input, role: "guest", siteIds: [] }),
        () => setExpiry(actor, { ...input, expiry: { kind: "never" } }),
        () => suspendPerson(actor, input),
        () => removePerson(actor, input),
        () => signOutPerson(actor, { userId: target.userId }),
      ]) {
        await expect(change()).rejects.toMatchObject({ code: "forbidden" });
      }
      expect(await world.next(target)).not.toBeNull();
    },
  );

  it("of one's own place is refused to everybody", async () => {
    await expect(changeRole(admin, { ...(await at(admin)), role: "sales", siteIds: [] })).rejects.toThrow(
      "Nobody changes their own role or access",
    );
    await expect(suspendPerson(owner, await at(owner))).rejects.toThrow("Nobody changes their own");
    await expect(removePerson(owner, await at(owner))).rejects.toThrow("leave the company instead");
  });

  it("wants the actor to have proved anew who they are", async () => {
    const target = await person("guest");
    const stale = { ...admin, isConfirmed: false };
    await expect(suspendPerson(stale, await at(target))).rejects.toMatchObject({
      code: "forbidden",
      reason: "confirm_identity",
    });
  });

  it("by somebody whose own role was taken a moment ago is refused, though their request began with it", async () => {
    const target = await person("guest");
    await changeRole(owner, { ...(await at(admin)), role: "sales", siteIds: [] });
    await expect(suspendPerson(admin, await at(target))).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("suspension and the end of access", () => {
  it("closes the company at once, ends its sessions, and leaves other companies alone", async () => {
    const target = await person("operator");
    const elsewhere = await world.company("Other");
    await world.join(target.userId, elsewhere, { role: "customer" });
    const other = await world.signIn(target.userId, elsewhere);
    await suspendPerson(admin, await at(target));
    expect(await world.next(target)).toBeNull();
    expect(await world.next(other)).not.toBeNull();
    await resumePerson(admin, await at(target));
    expect(await world.next(target)).toBeNull();
    expect(await world.signIn(target.userId, orgId)).toMatchObject({ role: "operator" });
  });

  it("an end of access that has come closes the company without anybody doing anything", async () => {
    const target = await person("operator");
    await setExpiry(admin, { ...(await at(target)), expiry: { kind: "at", at: inDays(1).toISOString() } });
    expect(await world.next(target)).not.toBeNull();
    await world.rows(
      (tx) => tx`
      update memberships set expires_at = now() - interval '1 second' where user_id = ${target.userId}`,
    );
    expect(await world.next(target)).toBeNull();
  });

  it("days are counted from the present end, or from now when it has passed", async () => {
    const end = inDays(10);
    const later = await world.person(orgId, { role: "customer", expiresAt: end });
    await setExpiry(owner, { ...(await at(later)), expiry: { kind: "days", days: 5 } });
    const past = await world.person(orgId, { role: "customer", expiresAt: inDays(-10) });
    await setExpiry(owner, { ...(await at(past)), expiry: { kind: "days", days: 5 } });
    const ends = await world.rows<{ expires_at: string }>(
      (tx) => tx`
      select expires_at from memberships where user_id in (${later.userId}, ${past.userId}) order by expires_at`,
    );
    const days = ends.map(({ expires_at }) => Math.round((Date.parse(expires_at) - Date.now()) / 86_400_000));
    expect(days).toEqual([5, 15]);
  });

  it("does not end in the past, nor by days where it does not end", async () => {
    const target = await person("customer");
    const input = await at(target);
    await expect(
      setExpiry(owner, { ...input, expiry: { kind: "at", at: inDays(-1).toISOString() } }),
    ).rejects.toMatchObject({ name: "DomainError", field: "expiry.at" });
    await expect(setExpiry(owner, { ...input, expiry: { kind: "days", days: 30 } })).rejects.toThrow(
      "set a date instead",
    );
  });
});

describe("removal", () => {
  it("signs the person out of the company, revokes their keys there, and leaves the account", async () => {
    const target = await person("operator");
    await world.rows(
      (tx) => tx`insert into api_keys (id, org_id, user_id, name, key_hash, scopes)
      values (${target.userId.slice(-8)}, ${orgId}, ${target.userId}, 'x', 'x', '{}')`,
    );
    await removePerson(admin, await at(target));
    expect(await world.next(target)).toBeNull();
    const [keys] = await world.rows(
      (tx) => tx`
      select revoked_at is not null as revoked from api_keys where user_id = ${target.userId}`,
    );
    expect(keys).toEqual({ revoked: true });
    const users = await world.rows((tx) => tx`select is_active from users where id = ${target.userId}`);
    expect(users).toEqual([{ is_active: true }]);
  });

  it("of somebody of another company is not found", async () => {
    const stranger = await world.person(await world.company("Other"), { role: "guest" });
    const input = await at(stranger);
    for (const change of [removePerson, suspendPerson, resumePerson]) {
      await expect(change(owner, input)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(signOutPerson(owner, { userId: stranger.userId })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await world.next(stranger)).not.toBeNull();
  });
});
