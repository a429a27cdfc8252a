"use server";

import { eraseOwnAccount, erasePerson } from "@/lib/modules/auth/privacy/erase-person";
import { eraseOwnAccountInput, erasePersonInput } from "@/lib/modules/auth/privacy/schema";
import { defineAction } from "@/lib/server/action";
import { clearedSessionCookie } from "@/lib/server/identity/session-cookie";

export const eraseOwnAccountAction = defineAction({
  name: "eraseOwnAccount",
  permission: "auth:erase_own_account",
  input: eraseOwnAccountInput,
  run: async (viewer, input, reply) => {
    const answer = await eraseOwnAccount(viewer, input);
    reply.setCookie(clearedSessionCookie());
    return answer;
  },
});

export const erasePersonAction = defineAction({
  name: "erasePerson",
  permission: "auth:erase_people",
  input: erasePersonInput,
  run: erasePerson,
});
