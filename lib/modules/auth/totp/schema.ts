import { z } from "zod";

/** How much of the second factor stands. */
export interface TotpState {
  readonly isEnabled: boolean;
  /** Moment, ISO 8601 UTC; null while it is off. */
  readonly enabledAt: string | null;
  readonly recoveryCodesLeft: number;
}

/** What an authenticator app needs; shown once, while the factor is being set up. */
export interface TotpEnrolment {
  /** For typing: base32 in groups of four. */
  readonly secret: string;
  /** For apps on the same device: `otpauth://totp/...`. */
  readonly uri: string;
  /** For the camera: a square of `size` units and the path of its dark fields. */
  readonly qr: { readonly size: number; readonly path: string };
}

/** Codes that are shown once and kept by the person alone. */
export interface FreshRecoveryCodes {
  readonly recoveryCodes: readonly string[];
}

const sixDigits = z
  .string()
  .max(20)
  .transform((text) => text.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^[0-9]{6}$/, "Must be the six digits that the app shows now"));

export const confirmTotpInput = z.strictObject({ code: sixDigits });

export const secondFactorInput = z.strictObject({
  /** From the answer to the first step. */
  challenge: z.string().min(1).max(100),
  /** Six digits of the app, or a recovery code. */
  code: z.string().trim().min(1, "Type the code of your app or a recovery code").max(60),
  /** Where to go afterwards; only paths of this application count. */
  next: z.string().max(2000).optional(),
});

export type SecondFactorInput = z.infer<typeof secondFactorInput>;
