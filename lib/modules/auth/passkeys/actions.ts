"use server";

import { removePasskey, renamePasskey } from "@/lib/modules/auth/passkeys/commands";
import { beginPasskeyConfirm, confirmByPasskey } from "@/lib/modules/auth/passkeys/confirm-by-passkey";
import { beginPasskey, registerPasskey } from "@/lib/modules/auth/passkeys/register-passkey";
import {
  assertionInput,
  passkeySignInInput,
  registrationInput,
  removePasskeyInput,
  renamePasskeyInput,
} from "@/lib/modules/auth/passkeys/schema";
import { beginPasskeySignIn, signInByPasskey } from "@/lib/modules/auth/passkeys/sign-in-by-passkey";
import { nothingInput } from "@/lib/modules/auth/sessions/schema";
import { defineAction } from "@/lib/server/action";
import { AppError } from "@/lib/server/errors";
import { sessionCookie } from "@/lib/server/identity/session-cookie";

export const beginPasskeyAction = defineAction({
  name: "beginPasskey",
  permission: "auth:manage_own_account",
  input: nothingInput,
  run: beginPasskey,
});

export const registerPasskeyAction = defineAction({
  name: "registerPasskey",
  permission: "auth:manage_own_account",
  input: registrationInput,
  run: registerPasskey,
});

export const renamePasskeyAction = defineAction({
  name: "renamePasskey",
  permission: "auth:manage_own_account",
  input: renamePasskeyInput,
  run: renamePasskey,
});

export const removePasskeyAction = defineAction({
  name: "removePasskey",
  permission: "auth:manage_own_account",
  input: removePasskeyInput,
  run: removePasskey,
});

export const beginPasskeySignInAction = defineAction({
  name: "beginPasskeySignIn",
  permission: "public",
  rateLimit: { name: "passkey-sign-in", requestsPerMinute: () => 60 },
  input: nothingInput,
  run: beginPasskeySignIn,
});

export const signInByPasskeyAction = defineAction({
  name: "signInByPasskey",
  permission: "public",
  input: passkeySignInInput,
  run: async (viewer, input, reply) => {
    const outcome = await signInByPasskey(viewer, input);
    // "unauthenticated" would tell the frame of the page that a session has ended.
    if (outcome.kind === "refused") throw new AppError("invalid", outcome.message);
    reply.setCookie(await sessionCookie(outcome));
    return { next: outcome.next };
  },
});

export const beginPasskeyConfirmAction = defineAction({
  name: "beginPasskeyConfirm",
  permission: "auth:manage_own_account",
  input: nothingInput,
  run: beginPasskeyConfirm,
});

/** Proves anew who somebody is, like a password; the session goes on under a new id. */
export const confirmByPasskeyAction = defineAction({
  name: "confirmByPasskey",
  permission: "auth:manage_own_account",
  input: assertionInput,
  run: async (viewer, input, reply) => {
    reply.setCookie(await sessionCookie(await confirmByPasskey(viewer, input)));
    return { kind: "confirmed" } as const;
  },
});
