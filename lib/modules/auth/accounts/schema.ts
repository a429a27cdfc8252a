import { z } from "zod";
import { emailInput, nameInput, passwordInput } from "@/lib/modules/auth/sign-in/schema";

/** A person's own account, as they see it. */
export const accountSchema = z.strictObject({
  userId: z.uuid(),
  email: z.string(),
  /** Address that a change is waiting for; null when none is. */
  pendingEmail: z.string().nullable(),
  username: z.string().nullable(),
  name: z.string(),
  hasPassword: z.boolean(),
  /** Moments, ISO 8601 UTC. */
  passwordChangedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  /** Whether dangerous acts are open without proving anew who one is. */
  isConfirmed: z.boolean(),
});
export type Account = z.infer<typeof accountSchema>;

export const changeNameInput = z.strictObject({ name: nameInput });

/** Empty removes the user name. */
export const changeUsernameInput = z.strictObject({
  username: z
    .string()
    .trim()
    .toLowerCase()
    .regex(
      /^$|^[a-z0-9][a-z0-9._-]{2,31}$/,
      "3 to 32 characters: a to z, digits, dot, hyphen and underscore, beginning with a letter or digit",
    )
    .transform((text) => (text === "" ? null : text)),
});

export const changePasswordInput = z.strictObject({
  /** Empty only while the account has no password. */
  currentPassword: z.string().max(2048),
  newPassword: passwordInput,
});

export const requestEmailChangeInput = z.strictObject({ email: emailInput });
