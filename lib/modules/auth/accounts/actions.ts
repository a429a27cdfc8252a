"use server";

import {
  changeName,
  changePassword,
  changeUsername,
  requestEmailChange,
} from "@/lib/modules/auth/accounts/commands";
import {
  changeNameInput,
  changePasswordInput,
  changeUsernameInput,
  requestEmailChangeInput,
} from "@/lib/modules/auth/accounts/schema";
import { defineAction } from "@/lib/server/action";
import { sessionCookie } from "@/lib/server/identity/session-cookie";

export const changeNameAction = defineAction({
  name: "changeName",
  permission: "auth:manage_own_account",
  input: changeNameInput,
  run: changeName,
});

export const changeUsernameAction = defineAction({
  name: "changeUsername",
  permission: "auth:manage_own_account",
  input: changeUsernameInput,
  run: changeUsername,
});

/** The other browsers are signed out, and this one goes on under a new session. */
export const changePasswordAction = defineAction({
  name: "changePassword",
  permission: "auth:manage_own_account",
  input: changePasswordInput,
  run: async (viewer, input, reply) => {
    reply.setCookie(await sessionCookie(await changePassword(viewer, input)));
    return { kind: "changed" } as const;
  },
});

/** Wants the person confirmed; sends a link to the new address and a notice to the old one. */
export const requestEmailChangeAction = defineAction({
  name: "requestEmailChange",
  permission: "auth:manage_own_account",
  input: requestEmailChangeInput,
  run: requestEmailChange,
});
