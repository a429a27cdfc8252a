import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { visitor } from "@/lib/server/testing/viewers";
import { acceptInvitation } from "./commands/accept-invitation";
import { changeRole, suspendPerson } from "./commands/change-person";
import { invitePerson, resendInvitation, revokeInvitation } from "./commands/invitations";
import { inviteInput } from "./inputs";
import {
  account,
  type InvitationScene,
  membersOf,
  newEmail,
  openInvitationScene,
} from "./invitation-scene.fixture";
import { openPeopleWorld, type PeopleWorld } from "./people-world.fixture";

let world: PeopleWorld;
let orgId: InvitationScene["orgId"];
let site: InvitationScene["site"];
let owner: InvitationScene["owner"];
let offer: InvitationScene["offer"];
let invited: InvitationScene["invited"];

beforeAll(async () => {
  world = await openPeopleWorld();
});
beforeEach(async () => {
  ({ orgId, site, owner, offer, invited } = await openInvitationScene(world));
});
afterAll(() => world.close());

describe("who may invite whom", () => {
  it.each([
    ["admin", "owner", "Admins may not make owners."],
    ["site_manager", "admin", "Site managers may not make admins."],
    ["site_manager", "site_manager", "Site managers may not make site managers."],
    ["sales", "operator", "Sales people may not make operators."],
    ["sales", "guest", "Sales people may not make guests."],
  ] as const)("%s may not invite a new %s", async (by, role, reason) => {
    const actor = await world.person(orgId, { role: by, siteIds: [site] });
    await expect(invitePerson(actor, offer(newEmail(), { role, siteIds: [] }))).rejects.toThrow(reason);
  });

  it.each(["operator", "customer", "guest"] as const)("a %s may invite nobody", async (role) => {
    const actor = await world.person(orgId, { role, siteIds: [site] });
    await expect(
      invitePerson(actor, offer(newEmail(), { role: "customer", siteIds: [] })),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("sales people invite customers", async () => {
    const sales = await world.person(orgId, { role: "sales" });
    const email = newEmail();
    const token = await invited(email, { role: "customer", siteIds: [] }, sales);
    await acceptInvitation(visitor, { token, account });
    expect(await membersOf(world, orgId)).toContainEqual({ email, role: "customer" });
  });

  it("site managers invite to the sites given to them, and to no other", async () => {
    const other = await world.site(orgId, "Luleå");
    const manager = await world.person(orgId, { role: "site_manager", siteIds: [site] });
    for (const siteIds of [[], [other], [site, other]]) {
      await expect(invitePerson(manager, offer(newEmail(), { siteIds }))).rejects.toThrow(
        "only to the sites given to you",
      );
    }
    await expect(invitePerson(manager, offer(newEmail()))).resolves.toBeDefined();
  });

  it("nobody invites to sites of another company", async () => {
    const foreign = await world.site(await world.company("Other"), "Boden");
    await expect(invitePerson(owner, offer(newEmail(), { siteIds: [foreign] }))).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("sites are not given with a role that has none", () => {
    const wrong = inviteInput.safeParse({ email: "a@demo.example", role: "admin", siteIds: [site] });
    expect(wrong.error?.issues[0]?.path).toEqual(["siteIds"]);
  });

  it("making an owner wants the owner to prove anew who they are", async () => {
    const input = offer(newEmail(), { role: "owner", siteIds: [] });
    await expect(invitePerson({ ...owner, isConfirmed: false }, input)).rejects.toMatchObject({
      reason: "confirm_identity",
    });
  });

  it("nobody is invited twice, nor who is in the company already", async () => {
    const email = newEmail();
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => invitePerson(owner, offer(email))),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const member = await world.person(orgId, { role: "guest", email: newEmail() });
    const [row] = await world.rows<{ email: string }>(
      (tx) => tx`
      select email from users where id = ${member.userId}`,
    );
    await expect(invitePerson(owner, offer(row?.email ?? ""))).rejects.toThrow("in the company already");
  });

  it("an invitation falls when whoever sent it may not invite any more", async () => {
    const admin = await world.person(orgId, { role: "admin" });
    const [demoted, shut] = [newEmail(), newEmail()];
    const first = await invited(demoted, { role: "admin", siteIds: [] }, admin);
    const second = await invited(shut, {}, admin);
    const at = { userId: admin.userId, version: 1 };
    const { version } = await changeRole(owner, { ...at, role: "sales", siteIds: [] });
    await expect(acceptInvitation(visitor, { token: first, account })).rejects.toThrow("any more");
    await suspendPerson(owner, { ...at, version });
    await expect(acceptInvitation(visitor, { token: second, account })).rejects.toThrow("any more");
    expect(await membersOf(world, orgId)).toHaveLength(1);
  });

  it("an open invitation is not another company's to send or take back", async () => {
    const { invitationId } = await invitePerson(owner, offer(newEmail()));
    const stranger = await world.person(await world.company("Other"), { role: "owner" });
    for (const act of [resendInvitation, revokeInvitation]) {
      await expect(act(stranger, { invitationId })).rejects.toMatchObject({ code: "not_found" });
    }
    const sales = await world.person(orgId, { role: "sales" });
    await expect(revokeInvitation(sales, { invitationId })).rejects.toMatchObject({ code: "not_found" });
  });
});
