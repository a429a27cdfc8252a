import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";

/** How keys begin; anything else in `X-API-Key` is no key. */
export const apiKeyPrefix = "hi_live_";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const keyPattern = /^hi_live_([0-9A-Za-z]{8})_([0-9A-Za-z]{32})_([0-9A-Za-z]{6})$/;

/** A key, the id by which it is found, and what is kept of it. */
export interface ApiKey {
  readonly key: string;
  readonly id: string;
  readonly hash: string;
}

/** `hi_live_<id>_<secret>_<checksum>`: 32 signs of base 62 are 190 random bits, so that a plain sha256 keeps them. */
export function newApiKey(): ApiKey {
  const id = randomBase62(8);
  const body = `${apiKeyPrefix}${id}_${randomBase62(32)}`;
  const key = `${body}_${checksum(body)}`;
  return { key, id, hash: apiKeyHash(key) };
}

/** The id in a key; null for what is no key or was mistyped, so that the database need not be asked. */
export function apiKeyId(key: string): string | null {
  const [, id, , sum] = keyPattern.exec(key) ?? [];
  if (id === undefined || sum === undefined) return null;
  return checksum(key.slice(0, -7)) === sum ? id : null;
}

/** sha256 of a whole key in hex: what is kept. */
export function apiKeyHash(key: string): string {
  return createHash("sha256").update(key, "utf8").digest("hex");
}

/** Whether a key is the one a hash was kept of; takes the same time wherever they differ. */
export function isKeyOf(key: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(apiKeyHash(key), "hex"), Buffer.from(hash, "hex")];
  return given.length === kept.length && timingSafeEqual(given, kept);
}

function randomBase62(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 is the largest multiple of 62 in a byte: without this some signs would come more often.
      if (byte < 248 && text.length < length) text += alphabet.charAt(byte % 62);
    }
  }
  return text;
}

/** CRC-32 in six signs of base 62: finds typos, hides nothing. */
function checksum(text: string): string {
  let rest = crc32(text);
  let signs = "";
  for (let place = 0; place < 6; place += 1) {
    signs = alphabet.charAt(rest % 62) + signs;
    rest = Math.floor(rest / 62);
  }
  return signs;
}
