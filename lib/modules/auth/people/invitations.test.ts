import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { visitor } from "@/lib/server/testing/viewers";
import { acceptInvitation } from "./commands/accept-invitation";
import { invitePerson, resendInvitation, revokeInvitation } from "./commands/invitations";
import { acceptInput } from "./inputs";
import {
  account,
  type InvitationScene,
  membersOf,
  newEmail,
  openInvitationScene,
} from "./invitation-scene.fixture";
import { inDays, openPeopleWorld, type PeopleWorld } from "./people-world.fixture";
import { getInvitation } from "./queries/get-invitation";

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

describe("an invitation", () => {
  it("gives somebody new an account, the place that was offered, and a session in the company", async () => {
    const email = newEmail();
    const end = inDays(90).toISOString();
    const token = await invited(email, { accessEndsAt: end });
    const { userId, sessionId } = await acceptInvitation(visitor, { token, account });
    expect(await world.next({ ...owner, userId, credentialId: sessionId })).toMatchObject({
      orgId,
      role: "operator",
      siteIds: [site],
    });
    const [row] = await world.rows<{ expires_at: string }>(
      (tx) => tx`
      select m.expires_at, u.name, u.email_verified_at is not null as confirmed, left(u.password_hash, 9) as hash
      from memberships m join users u on u.id = m.user_id where u.id = ${userId}`,
    );
    expect(row).toMatchObject({ name: "Nora Sund", confirmed: true, hash: "$argon2id" });
    expect(new Date(row?.expires_at ?? "").toISOString()).toBe(end);
  });

  it("says in its mail who offers what, and that the link works once", async () => {
    const email = newEmail();
    await invited(email, { name: "Nora" });
    const mail = (await world.mails()).findLast(({ to }) => to === email);
    expect(mail?.subject).toBe("Olivia Berg invites you to Norrsken");
    expect(mail?.paragraphs.join(" ")).toMatch(/as an operator at Boden.*works once, until/s);
  });

  it("is seen by whoever has the link as often as they like; looking uses nothing up", async () => {
    const email = newEmail();
    const token = await invited(email);
    for (let look = 0; look < 3; look += 1) {
      expect(await getInvitation(visitor, token)).toMatchObject({
        state: "open",
        company: "Norrsken",
        inviter: "Olivia Berg",
        email,
        needs: "account",
      });
    }
    await acceptInvitation(visitor, { token, account });
    expect(await getInvitation(visitor, token)).toMatchObject({ state: "used" });
  });

  it("is taken once by fifty who accept at the same moment", async () => {
    const email = newEmail();
    const token = await invited(email);
    const tries = Array.from({ length: 50 }, () => acceptInvitation(visitor, { token, account }));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      // On a machine that is busy the turn of a password's hash may not come in time, which is a refusal as well.
      if (outcome.status === "rejected") expect(["conflict", "upstream"]).toContain(outcome.reason.code);
    }
    expect(await membersOf(world, orgId)).toEqual([{ email, role: "operator" }]);
    const [sessions] = await world.rows(
      (tx) => tx`
      select count(*)::int as all from user_sessions s join users u on u.id = s.user_id where u.email = ${email}`,
    );
    expect(sessions).toEqual({ all: 1 });
  });

  it("that ran out, was taken back, was sent again or never was gives nothing and says so", async () => {
    const late = newEmail();
    const lateToken = await invited(late);
    await world.rows(
      (tx) => tx`update invitations set expires_at = now() - interval '1 s' where email = ${late}`,
    );
    await expect(acceptInvitation(visitor, { token: lateToken, account })).rejects.toThrow("has run out");
    expect(await getInvitation(visitor, lateToken)).toMatchObject({ state: "expired" });

    const back = newEmail();
    const { invitationId } = await invitePerson(owner, offer(back));
    const backToken = await world.tokenFor(back);
    await revokeInvitation(owner, { invitationId });
    await expect(acceptInvitation(visitor, { token: backToken, account })).rejects.toThrow("taken back");

    const again = newEmail();
    const sent = await invitePerson(owner, offer(again));
    const first = await world.tokenFor(again);
    await resendInvitation(owner, sent);
    await expect(acceptInvitation(visitor, { token: first, account })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      acceptInvitation(visitor, { token: await world.tokenFor(again), account }),
    ).resolves.toMatchObject({ role: "operator" });

    for (const token of ["", "x".repeat(43), sent.invitationId]) {
      await expect(acceptInvitation(visitor, { token, account })).rejects.toMatchObject({
        code: "not_found",
      });
      expect(await getInvitation(visitor, token)).toEqual({ state: "unknown" });
    }
  });

  it("link works for seven days and not a moment longer", async () => {
    const email = newEmail();
    await invited(email);
    const [row] = await world.rows(
      (tx) => tx`
      select round(extract(epoch from expires_at - created_at))::int as seconds from invitations where email = ${email}`,
    );
    expect(row).toEqual({ seconds: 7 * 86_400 });
  });

  it("is not accepted with a token of another purpose, nor opens another purpose's door", async () => {
    const target = await world.person(orgId, { role: "guest" });
    await world.rows(
      (tx) => tx`
      insert into mail_tokens (token_hash, purpose, user_id, expires_at)
      values (encode(sha256('reset-token'), 'hex'), 'reset_password', ${target.userId}, now() + interval '1 hour')`,
    );
    await expect(acceptInvitation(visitor, { token: "reset-token", account })).rejects.toMatchObject({
      code: "not_found",
    });
    const token = await invited(newEmail());
    const [row] = await world.rows(
      (tx) => tx`
      select count(*)::int as known from mail_tokens where token_hash = encode(sha256(${token}::bytea), 'hex')`,
    );
    expect(row).toEqual({ known: 0 });
  });

  it("keeps the token nowhere but in the mail", async () => {
    const token = await invited(newEmail());
    const [row] = await world.rows<{ dump: string }>(
      (tx) => tx`
      select (select json_agg(i) from invitations i)::text || (select json_agg(a) from audit_entries a)::text
        || (select json_agg(e) from event_outbox e)::text as dump`,
    );
    expect(row?.dump).not.toContain(token);
  });

  it("takes from whoever accepts no role, no site, no company and no end of access", () => {
    const body = { token: "t", account };
    expect(acceptInput.safeParse(body).success).toBe(true);
    for (const more of [
      { role: "owner" },
      { siteIds: [] },
      { orgId },
      { accessEndsAt: null },
      { userId: "u" },
    ]) {
      expect(acceptInput.safeParse({ ...body, ...more }).success).toBe(false);
      expect(acceptInput.safeParse({ ...body, account: { ...account, ...more } }).success).toBe(false);
    }
  });

  it("wants a password that will do, and the link is still good after one that will not", async () => {
    const email = newEmail();
    const token = await invited(email);
    for (const password of ["short", "password123", email]) {
      await expect(
        acceptInvitation(visitor, { token, account: { ...account, password } }),
      ).rejects.toMatchObject({ code: "invalid", fields: [{ field: "password" }] });
    }
    await expect(acceptInvitation(visitor, { token, account: null })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(acceptInvitation(visitor, { token, account })).resolves.toBeDefined();
  });
});

describe("an invitation of somebody who has an account", () => {
  it("is accepted by them alone, signed in, and gives a place in one more company under a new session", async () => {
    const elsewhere = await world.company("Other");
    const email = newEmail();
    const known = await world.person(elsewhere, { role: "customer", email });
    const token = await invited(email);
    expect(await getInvitation(visitor, token)).toMatchObject({ needs: "sign_in" });
    await expect(acceptInvitation(visitor, { token, account })).rejects.toThrow("Sign in first");

    const stranger = await world.person(elsewhere, { role: "owner" });
    expect(await getInvitation(stranger, token)).toMatchObject({ needs: "other_account" });
    await expect(acceptInvitation(stranger, { token, account: null })).rejects.toMatchObject({
      code: "forbidden",
    });

    expect(await getInvitation(known, token)).toMatchObject({ needs: "nothing" });
    const { sessionId } = await acceptInvitation(known, { token, account: null });
    expect(await world.next(known)).toBeNull();
    expect(await world.next({ ...known, credentialId: sessionId })).toMatchObject({
      orgId,
      role: "operator",
    });
    const places = await world.rows(
      (tx) => tx`
      select role from memberships where user_id = ${known.userId} order by role`,
    );
    expect(places).toEqual([{ role: "customer" }, { role: "operator" }]);
  });

  it("is not accepted through the API", async () => {
    const email = newEmail();
    const known = await world.person(await world.company("Other"), { role: "customer", email });
    const token = await invited(email);
    await expect(
      acceptInvitation({ ...known, via: "api_key" }, { token, account: null }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("that somebody else registered and never confirmed leaves that somebody no way in", async () => {
    const elsewhere = await world.company("Other");
    const email = newEmail();
    const squatter = await world.person(elsewhere, { role: "guest", email });
    await world.rows(
      (tx) => tx`
      update users set email_verified_at = null, password_hash = 'theirs' where id = ${squatter.userId}`,
    );
    const token = await invited(email);
    const { userId } = await acceptInvitation(visitor, { token, account });
    expect(userId).toBe(squatter.userId);
    expect(await world.next(squatter)).toBeNull();
    const [row] = await world.rows(
      (tx) => tx`select left(password_hash, 9) as hash from users where id = ${userId}`,
    );
    expect(row).toEqual({ hash: "$argon2id" });
  });
});
