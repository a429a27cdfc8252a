import { Secret, TOTP } from "otpauth";

/** What an authenticator app with the secret shows, `steps` of 30 seconds from now. */
export function codeOf(secret: string, steps = 0): string {
  const timestamp = Date.now() + steps * 30_000;
  return TOTP.generate({ secret: Secret.fromBase32(secret.replaceAll(" ", "")), timestamp });
}
