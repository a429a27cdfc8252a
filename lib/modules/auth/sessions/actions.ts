"use server";

import { confirmIdentity, endDevice, logout, logoutEverywhere } from "@/lib/modules/auth/sessions/commands";
import { confirmWays } from "@/lib/modules/auth/sessions/queries";
import { confirmIdentityInput, endDeviceInput, nothingInput } from "@/lib/modules/auth/sessions/schema";
import { defineAction } from "@/lib/server/action";
import { clearedSessionCookie, sessionCookie } from "@/lib/server/identity/session-cookie";

/** Signs out here; answers the same to somebody who is not signed in (any more). */
export const logoutAction = defineAction({
  name: "logout",
  permission: "public",
  input: nothingInput,
  run: async (viewer, _input, reply) => {
    await logout(viewer);
    reply.setCookie(clearedSessionCookie());
    return { kind: "signed_out" } as const;
  },
});

export const logoutEverywhereAction = defineAction({
  name: "logoutEverywhere",
  permission: "auth:manage_own_account",
  input: nothingInput,
  run: async (viewer, _input, reply) => {
    const answer = await logoutEverywhere(viewer);
    reply.setCookie(clearedSessionCookie());
    return answer;
  },
});

export const endDeviceAction = defineAction({
  name: "endDevice",
  permission: "auth:manage_own_account",
  input: endDeviceInput,
  run: endDevice,
});

export const confirmIdentityAction = defineAction({
  name: "confirmIdentity",
  permission: "auth:manage_own_account",
  input: confirmIdentityInput,
  run: async (viewer, input, reply) => {
    reply.setCookie(await sessionCookie(await confirmIdentity(viewer, input)));
    return { kind: "confirmed" } as const;
  },
});

export const confirmWaysAction = defineAction({
  name: "confirmWays",
  permission: "auth:manage_own_account",
  input: nothingInput,
  run: confirmWays,
});
