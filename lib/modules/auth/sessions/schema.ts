import { z } from "zod";
import { passwordInput } from "@/lib/modules/auth/sign-in/schema";

/** A browser that is signed in. */
export const deviceSchema = z.strictObject({
  /** Of its session. */
  id: z.uuid(),
  /** "Firefox 128"; "Unknown browser" where it did not say. */
  browser: z.string(),
  /** "Windows", "Android 14"; "Unknown system" where it did not say. */
  system: z.string(),
  isPhone: z.boolean(),
  method: z.enum(["password", "passkey", "wallet", "invitation"]),
  /** Network address it signed in from. */
  address: z.string(),
  /** Moments, ISO 8601 UTC. */
  signedInAt: z.iso.datetime(),
  /** To the minute. */
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** Whether it is the browser that asks. */
  isThisOne: z.boolean(),
});
export type Device = z.infer<typeof deviceSchema>;

export const endDeviceInput = z.strictObject({ deviceId: z.uuid() });

/** Step-up: the person proves anew who they are. */
export const confirmIdentityInput = z.strictObject({ password: passwordInput });

/** By what a person can prove anew who they are. */
export interface ConfirmWays {
  readonly password: boolean;
  readonly passkey: boolean;
  readonly wallet: boolean;
  /** A code of the authenticator app: only of those who have no password, for it is the second of two factors. */
  readonly appCode: boolean;
}

/** For actions that need to be told nothing. */
export const nothingInput = z.strictObject({});
