import { pbkdf2, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const pbkdf2Async = promisify(pbkdf2);

/** Whether a stored hash is one of the earlier system, made by Werkzeug: "method$salt$hex". */
export function isLegacyHash(stored: string): boolean {
  return partsOf(stored) !== null;
}

/**
 * Whether a password belongs to a hash of the earlier system: `pbkdf2:sha256:<rounds>$salt$hex` or
 * `scrypt:<N>:<r>:<p>$salt$hex`; compared in constant time.
 *
 * @throws Error for another form.
 * @see https://werkzeug.palletsprojects.com/en/stable/utils/#werkzeug.security.generate_password_hash
 */
export async function verifyLegacyHash(password: string, stored: string): Promise<boolean> {
  const parts = partsOf(stored);
  if (parts === null) throw new Error("the stored password hash is of no known form");
  const derived = await parts.derive(password, parts.expected.length);
  return timingSafeEqual(derived, parts.expected);
}

interface LegacyParts {
  readonly derive: (password: string, bytes: number) => Promise<Buffer>;
  readonly expected: Buffer;
}

// A hash that would take minutes is none that Werkzeug wrote.
const byPbkdf2 = /^pbkdf2:sha256:([1-9]\d{0,6})\$([^$]+)\$([0-9a-f]{64})$/;
const byScrypt = /^scrypt:(\d{1,6}):(\d{1,2}):(\d)\$([^$]+)\$([0-9a-f]{128})$/;

function partsOf(stored: string): LegacyParts | null {
  const [, rounds, salt, hex] = byPbkdf2.exec(stored) ?? [];
  if (rounds !== undefined && salt !== undefined && hex !== undefined) {
    return {
      expected: Buffer.from(hex, "hex"),
      derive: (password, bytes) => pbkdf2Async(password, salt, Number(rounds), bytes, "sha256"),
    };
  }
  const [, cost, blocks, lanes, scryptSalt, scryptHex] = byScrypt.exec(stored) ?? [];
  if (scryptSalt === undefined || scryptHex === undefined) return null;
  const N = Number(cost);
  const r = Number(blocks);
  const p = Number(lanes);
  return {
    expected: Buffer.from(scryptHex, "hex"),
    derive: (password, bytes) =>
      new Promise((resolve, reject) => {
        const options = { N, r, p, maxmem: 132 * N * r * p + (1 << 20) };
        scrypt(password, scryptSalt, bytes, options, (error, key) => (error ? reject(error) : resolve(key)));
      }),
  };
}
