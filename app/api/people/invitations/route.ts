import { invitePerson } from "@/lib/modules/auth/people/commands/invitations";
import { inviteContract } from "@/lib/modules/auth/people/people-contract";
import { defineRoute, RouteAnswer } from "@/lib/server/route";

export const POST = defineRoute(
  inviteContract,
  async ({ viewer, body }) => new RouteAnswer(201, await invitePerson(viewer, body)),
);
