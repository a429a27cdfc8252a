"use server";

import { confirmEmailChange } from "@/lib/modules/auth/accounts/confirm-email-change";
import { registerPerson, verifyEmail } from "@/lib/modules/auth/sign-in/commands/register";
import { forgotPassword, resetPassword } from "@/lib/modules/auth/sign-in/commands/reset-password";
import { signIn } from "@/lib/modules/auth/sign-in/commands/sign-in";
import {
  confirmEmailChangeInput,
  forgotPasswordInput,
  type LoginResult,
  loginInput,
  registerInput,
  resetPasswordInput,
  verifyEmailInput,
} from "@/lib/modules/auth/sign-in/schema";
import { defineAction } from "@/lib/server/action";
import { AppError } from "@/lib/server/errors";
import { sessionCookie } from "@/lib/server/identity/session-cookie";

export const loginAction = defineAction({
  name: "login",
  permission: "public",
  input: loginInput,
  run: async (viewer, input, reply): Promise<LoginResult> => {
    const outcome = await signIn(viewer, input);
    // "unauthenticated" would tell the frame of the page that a session has ended.
    if (outcome.kind === "refused") throw new AppError("invalid", outcome.message);
    if (outcome.kind === "second_factor") return outcome;
    reply.setCookie(await sessionCookie(outcome));
    return { kind: "signed_in", next: outcome.next };
  },
});

export const registerAction = defineAction({
  name: "register",
  permission: "public",
  input: registerInput,
  run: registerPerson,
});

export const verifyEmailAction = defineAction({
  name: "verifyEmail",
  permission: "public",
  input: verifyEmailInput,
  run: verifyEmail,
});

export const forgotPasswordAction = defineAction({
  name: "forgotPassword",
  permission: "public",
  input: forgotPasswordInput,
  run: forgotPassword,
});

export const resetPasswordAction = defineAction({
  name: "resetPassword",
  permission: "public",
  input: resetPasswordInput,
  run: resetPassword,
});

export const confirmEmailChangeAction = defineAction({
  name: "confirmEmailChange",
  permission: "public",
  input: confirmEmailChangeInput,
  run: confirmEmailChange,
});
