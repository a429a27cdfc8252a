import "server-only";
import { verify } from "@node-rs/argon2";
import { argon2Cost } from "@/lib/server/passwords/hash-password";
import { hashSlots } from "@/lib/server/passwords/hash-slots";
import { isLegacyHash, verifyLegacyHash } from "@/lib/server/passwords/legacy-hash";

/** Whether a password is right, and whether its hash is to be made anew at this very login. */
export interface PasswordVerdict {
  readonly isRight: boolean;
  readonly isOutdated: boolean;
}

const wrong: PasswordVerdict = { isRight: false, isOutdated: false };

// Of a random password nobody knows; same cost as the hashes of people.
const nobodysHash =
  "$argon2id$v=19$m=19456,t=2,p=1$dqOnrJYQcHiEUYgO1M9hwA$XJeCzg0Ts5cReao9Z7x8KCgTMQCyA3iwtlB7WXwfR+w";

/**
 * Compares a password with what is stored. Without anything stored (no such account, an account without password) the
 * same work is done for a hash that nothing fits, so that the time does not tell. An empty password is never right.
 *
 * @throws AppError `upstream` when too many are being compared; Error for a stored hash of no known form.
 */
export function verifyPassword(password: string, stored: string | null): Promise<PasswordVerdict> {
  return hashSlots.run(async () => {
    if (stored === null || password === "") {
      await verify(nobodysHash, password);
      return wrong;
    }
    if (isLegacyHash(stored)) {
      return { isRight: await verifyLegacyHash(password, stored), isOutdated: true };
    }
    return { isRight: await verify(stored, password), isOutdated: !stored.startsWith(currentForm) };
  });
}

const { memoryCost, timeCost, parallelism } = argon2Cost;
const currentForm = `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`;
