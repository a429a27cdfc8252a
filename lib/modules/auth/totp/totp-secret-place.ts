import type { SecretPlace } from "@/lib/server/secrets/envelope";

/** Where a person's shared secret belongs; see `sealSecret`. */
export const totpSecretPlace = (userId: string): SecretPlace => `totp_factors.secret:${userId}`;
