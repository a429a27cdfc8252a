import type { Metadata } from "next";
import { z } from "zod";
import { PersonScreen } from "@/components/auth/people/person-screen";
import { explainPerson } from "@/lib/modules/auth/people/queries/explain-person";
import { getPerson } from "@/lib/modules/auth/people/queries/get-person";
import { listLogins } from "@/lib/modules/auth/people/queries/list-logins";
import { getPeopleRights } from "@/lib/modules/auth/people/queries/people-rights";
import { AppError } from "@/lib/server/errors";
import { readForPage } from "@/lib/server/page";

export const metadata: Metadata = { title: "Person" };

export default async function PersonPage({ params }: PageProps<"/admin/user_access/[userId]">) {
  const { userId } = await params;
  const read = await readForPage(`/admin/user_access/${userId}`, async (viewer) => {
    const rights = await getPeopleRights(viewer);
    if (!z.uuid().safeParse(userId).success) throw new AppError("not_found", "There is nobody here.");
    const [person, explanation, logins] = await Promise.all([
      getPerson(viewer, userId),
      explainPerson(viewer, userId),
      rights.canSeeSignIns ? listLogins(viewer, { userId, offset: 0, limit: 10 }) : null,
    ]);
    return { rights, person, explanation, logins };
  });
  return <PersonScreen {...read} />;
}
