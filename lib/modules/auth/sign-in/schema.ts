import { z } from "zod";
import { passwordLength } from "@/lib/domain/sign-in/password-problem";

/** An e-mail address, in lower case and without what surrounds it. */
export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "At most 254 characters")
  .pipe(z.email("That is no e-mail address"));

/**
 * A password as it was typed: nothing is trimmed or changed. What a new one must be is said by `passwordProblem`, so
 * that a login with an old one is never refused for its form. UTF-16 units: the longest password has two each character.
 */
export const passwordInput = z
  .string()
  .min(1, "Type your password")
  .max(2 * passwordLength.max, `At most ${passwordLength.max} characters`);

/** A person's name as others see it. */
export const nameInput = z
  .string()
  .trim()
  .min(1, "Say what you are called")
  .max(100, "At most 100 characters");

/** A token out of a link: 32 bytes as base64url. Anything else is no token, and is told so like one that is used up. */
export const tokenInput = z.string().max(200);

export const loginInput = z.strictObject({
  /** E-mail address or user name. */
  identifier: z
    .string()
    .trim()
    .toLowerCase()
    .min(1, "Type your e-mail address or user name")
    .max(254, "At most 254 characters"),
  password: passwordInput,
  /** Where to go afterwards; only paths of this application count. */
  next: z.string().max(2000).optional(),
});

/** What a right password leads to: signed in, or asked for the second factor. */
export const loginResult = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("signed_in"), next: z.string() }),
  z.strictObject({ kind: z.literal("second_factor"), challenge: z.string() }),
]);
export type LoginResult = z.infer<typeof loginResult>;

export const registerInput = z.strictObject({ email: emailInput, name: nameInput, password: passwordInput });

export const forgotPasswordInput = z.strictObject({ email: emailInput });

export const verifyEmailInput = z.strictObject({ token: tokenInput });

export const confirmEmailChangeInput = z.strictObject({ token: tokenInput });

export const resetPasswordInput = z.strictObject({ token: tokenInput, password: passwordInput });

/** The same for known and unknown addresses: a mail says the rest. */
export interface MailSent {
  readonly kind: "mail_sent";
}
