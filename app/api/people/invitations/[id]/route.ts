import { revokeInvitation } from "@/lib/modules/auth/people/commands/invitations";
import { revokeInvitationContract } from "@/lib/modules/auth/people/people-contract";
import { defineRoute } from "@/lib/server/route";

export const DELETE = defineRoute(revokeInvitationContract, ({ viewer, params }) =>
  revokeInvitation(viewer, { invitationId: params.id }),
);
