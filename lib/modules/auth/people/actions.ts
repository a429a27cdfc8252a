"use server";

import { landingPath } from "@/lib/modules/auth/sign-in/landing-path";
import { defineAction } from "@/lib/server/action";
import { sessionCookie } from "@/lib/server/identity/session-cookie";
import { nothingInput } from "../sessions/schema";
import { acceptInvitation } from "./commands/accept-invitation";
import { changeRole, removePerson, resumePerson, setExpiry, suspendPerson } from "./commands/change-person";
import { leaveCompany, switchCompany } from "./commands/company-place";
import { invitePerson, resendInvitation, revokeInvitation } from "./commands/invitations";
import { signOutPerson } from "./commands/sign-out-person";
import {
  acceptInput,
  changeRoleInput,
  invitationIdInput,
  inviteInput,
  personInput,
  setExpiryInput,
  signOutPersonInput,
  switchCompanyInput,
} from "./inputs";
import { mailLimit, tokenLimit } from "./limits";

export const invitePersonAction = defineAction({
  name: "invitePerson",
  permission: "auth:invite_people",
  input: inviteInput,
  rateLimit: mailLimit,
  run: invitePerson,
});

export const resendInvitationAction = defineAction({
  name: "resendInvitation",
  permission: "auth:invite_people",
  input: invitationIdInput,
  rateLimit: mailLimit,
  run: resendInvitation,
});

export const revokeInvitationAction = defineAction({
  name: "revokeInvitation",
  permission: "auth:invite_people",
  input: invitationIdInput,
  run: revokeInvitation,
});

export const acceptInvitationAction = defineAction({
  name: "acceptInvitation",
  permission: "public",
  input: acceptInput,
  rateLimit: tokenLimit,
  run: async (viewer, input, reply) => {
    const { role, ...session } = await acceptInvitation(viewer, input);
    reply.setCookie(await sessionCookie(session));
    return { next: landingPath(role) };
  },
});

export const changeRoleAction = defineAction({
  name: "changeRole",
  permission: "auth:change_people",
  input: changeRoleInput,
  run: changeRole,
});

export const setExpiryAction = defineAction({
  name: "setExpiry",
  permission: "auth:change_people",
  input: setExpiryInput,
  run: setExpiry,
});

export const suspendPersonAction = defineAction({
  name: "suspendPerson",
  permission: "auth:change_people",
  input: personInput,
  run: suspendPerson,
});

export const resumePersonAction = defineAction({
  name: "resumePerson",
  permission: "auth:change_people",
  input: personInput,
  run: resumePerson,
});

export const removePersonAction = defineAction({
  name: "removePerson",
  permission: "auth:change_people",
  input: personInput,
  run: removePerson,
});

export const signOutPersonAction = defineAction({
  name: "signOutPerson",
  permission: "auth:change_people",
  input: signOutPersonInput,
  run: signOutPerson,
});

export const leaveCompanyAction = defineAction({
  name: "leaveCompany",
  permission: "auth:manage_own_account",
  input: nothingInput,
  run: async (viewer, _input, reply) => {
    reply.setCookie(await sessionCookie(await leaveCompany(viewer)));
    return { kind: "left" } as const;
  },
});

/** The person's next click acts for the other company; the browser loads everything anew. */
export const switchCompanyAction = defineAction({
  name: "switchCompany",
  permission: "auth:manage_own_account",
  input: switchCompanyInput,
  run: async (viewer, input, reply) => {
    reply.setCookie(await sessionCookie(await switchCompany(viewer, input)));
    return { kind: "switched" } as const;
  },
});
