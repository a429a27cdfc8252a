"use server";

import { nothingInput } from "@/lib/modules/auth/sessions/schema";
import { beginTotp, confirmTotp, disableTotp, renewRecoveryCodes } from "@/lib/modules/auth/totp/commands";
import { completeSecondFactor } from "@/lib/modules/auth/totp/complete-second-factor";
import { confirmByAppCode } from "@/lib/modules/auth/totp/confirm-by-app-code";
import { confirmTotpInput, secondFactorInput } from "@/lib/modules/auth/totp/schema";
import { defineAction } from "@/lib/server/action";
import { AppError } from "@/lib/server/errors";
import { sessionCookie } from "@/lib/server/identity/session-cookie";

export const beginTotpAction = defineAction({
  name: "beginTotp",
  permission: "auth:manage_own_account",
  input: nothingInput,
  run: beginTotp,
});

export const confirmTotpAction = defineAction({
  name: "confirmTotp",
  permission: "auth:manage_own_account",
  input: confirmTotpInput,
  run: confirmTotp,
});

export const disableTotpAction = defineAction({
  name: "disableTotp",
  permission: "auth:manage_own_account",
  input: nothingInput,
  run: disableTotp,
});

export const renewRecoveryCodesAction = defineAction({
  name: "renewRecoveryCodes",
  permission: "auth:manage_own_account",
  input: nothingInput,
  run: renewRecoveryCodes,
});

export const completeSecondFactorAction = defineAction({
  name: "completeSecondFactor",
  permission: "public",
  input: secondFactorInput,
  run: async (viewer, input, reply) => {
    const outcome = await completeSecondFactor(viewer, input);
    // "unauthenticated" would tell the frame of the page that a session has ended.
    if (outcome.kind === "refused") throw new AppError("invalid", outcome.message);
    reply.setCookie(await sessionCookie(outcome));
    return { next: outcome.next };
  },
});

/** Proves anew who somebody without a password is; the session goes on under a new id. */
export const confirmByAppCodeAction = defineAction({
  name: "confirmByAppCode",
  permission: "auth:manage_own_account",
  input: confirmTotpInput,
  run: async (viewer, input, reply) => {
    reply.setCookie(await sessionCookie(await confirmByAppCode(viewer, input)));
    return { kind: "confirmed" } as const;
  },
});
