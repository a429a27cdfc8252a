import type { Metadata } from "next";
import { InvitationScreen } from "@/components/auth/people/invitation-screen";
import { getInvitation } from "@/lib/modules/auth/people/queries/get-invitation";
import { readForPage } from "@/lib/server/page";

// The address is as good as a key until it is used: nothing may tell it to others.
export const metadata: Metadata = {
  title: "Invitation",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export default async function InvitationPage({ params }: PageProps<"/invitation/[token]">) {
  const { token } = await params;
  const invitation = await readForPage("/login", (viewer) => getInvitation(viewer, token));
  return <InvitationScreen token={token} invitation={invitation} />;
}
