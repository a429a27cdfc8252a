import type { z } from "zod";
import type { UserViewer } from "@/lib/server/viewer";
import { invitePerson } from "./commands/invitations";
import { inviteInput } from "./inputs";
import type { PeopleWorld } from "./people-world.fixture";

type More = Readonly<Record<string, unknown>>;

/** For tests of invitations: a company with a site and an owner, who offers places as operator there. */
export interface InvitationScene {
  readonly orgId: string;
  readonly site: string;
  readonly owner: UserViewer;
  readonly offer: (email: string, more?: More) => z.output<typeof inviteInput>;
  /** Invites as the owner, or as somebody else, and answers the token in the mail. */
  readonly invited: (email: string, more?: More, by?: UserViewer) => Promise<string>;
}

/** What somebody new says of themselves. */
export const account = { name: "Nora Sund", password: "a long enough passphrase" };

let counter = 0;

/** An address that nobody has. */
export function newEmail(): string {
  counter += 1;
  return `new${counter}@demo.example`;
}

export async function openInvitationScene(world: PeopleWorld): Promise<InvitationScene> {
  const orgId = await world.company("Norrsken");
  const site = await world.site(orgId, "Boden");
  const owner = await world.person(orgId, { role: "owner", name: "Olivia Berg" });
  const offer: InvitationScene["offer"] = (email, more = {}) =>
    inviteInput.parse({ email, role: "operator", siteIds: [site], ...more });
  return {
    orgId,
    site,
    owner,
    offer,
    async invited(email, more, by = owner) {
      await invitePerson(by, offer(email, more));
      return world.tokenFor(email);
    },
  };
}

/** Everybody in a company but its owners. */
export function membersOf(world: PeopleWorld, orgId: string): Promise<{ email: string; role: string }[]> {
  return world.rows<{ email: string; role: string }>(
    (tx) => tx`
    select u.email, m.role from memberships m join users u on u.id = m.user_id
    where m.org_id = ${orgId} and m.role <> 'owner' order by u.email`,
  );
}
