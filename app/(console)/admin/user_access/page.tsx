import type { Metadata } from "next";
import { InvitationsScreen } from "@/components/auth/people/invitations-screen";
import { PeopleScreen } from "@/components/auth/people/people-screen";
import { listInvitations } from "@/lib/modules/auth/people/queries/list-invitations";
import { listPeople } from "@/lib/modules/auth/people/queries/list-people";
import { getPeopleRights } from "@/lib/modules/auth/people/queries/people-rights";
import { readForPage } from "@/lib/server/page";

export const metadata: Metadata = { title: "People" };

const firstPage = { sort: "name", direction: "asc", offset: 0, limit: 100 } as const;

export default async function PeoplePage() {
  const { rights, people, invitations } = await readForPage("/admin/user_access", async (viewer) => {
    const rights = await getPeopleRights(viewer);
    return {
      rights,
      people: rights.canSeePeople ? await listPeople(viewer, firstPage) : null,
      // Whoever may invite and not see people sees what they sent.
      invitations: rights.canSeePeople ? [] : await listInvitations(viewer),
    };
  });
  return people === null ? (
    <InvitationsScreen rights={rights} invitations={invitations} />
  ) : (
    <PeopleScreen rights={rights} first={people} />
  );
}
