import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { keyById, keysFor } from "@/lib/server/secrets/key-ring";

/** Table, column and row that a secret belongs to; an envelope that is moved elsewhere does not open. */
export type SecretPlace = `${string}.${string}:${string}`;

const version = "v1";

/**
 * A secret closed for storage, as text: AES-256-GCM under a random data key, which is wrapped by the current
 * key-encryption key. Base64url parts: version, key id, wrapped data key, nonce and ciphertext.
 */
export function sealSecret(plain: string, place: SecretPlace): string {
  const [kek] = keysFor("envelope");
  const dataKey = randomBytes(32);
  const wrapped = encrypt(kek.key, dataKey, `wrap ${place}`);
  const sealed = encrypt(dataKey, Buffer.from(plain, "utf8"), place);
  return [version, kek.id, wrapped.toString("base64url"), sealed.toString("base64url")].join(".");
}

/**
 * The secret in an envelope.
 *
 * @throws Error when the envelope was changed, belongs to another place, or its key is gone.
 */
export function openSecret(envelope: string, place: SecretPlace): string {
  const { keyId, wrapped, sealed } = parts(envelope);
  const kek = keyById("envelope", keyId);
  if (kek === null) throw new Error(`the key "${keyId}" that closed ${place} is not in SECRET_KEYS`);
  const dataKey = decrypt(kek.key, wrapped, `wrap ${place}`);
  return decrypt(dataKey, sealed, place).toString("utf8");
}

/** The same secret wrapped by the current key: only the data key is wrapped anew, the ciphertext stays. */
export function rewrapSecret(envelope: string, place: SecretPlace): string {
  const { keyId, wrapped, sealed } = parts(envelope);
  const old = keyById("envelope", keyId);
  if (old === null) throw new Error(`the key "${keyId}" that closed ${place} is not in SECRET_KEYS`);
  const [kek] = keysFor("envelope");
  const dataKey = decrypt(old.key, wrapped, `wrap ${place}`);
  const anew = encrypt(kek.key, dataKey, `wrap ${place}`);
  return [version, kek.id, anew.toString("base64url"), sealed.toString("base64url")].join(".");
}

function parts(envelope: string) {
  const [mark, keyId, wrapped, sealed, ...more] = envelope.split(".");
  if (mark !== version || !keyId || !wrapped || !sealed || more.length > 0) {
    throw new Error("the envelope is malformed");
  }
  return { keyId, wrapped: Buffer.from(wrapped, "base64url"), sealed: Buffer.from(sealed, "base64url") };
}

// Nonce of 96 bits, ciphertext, tag of 128 bits.
function encrypt(key: Buffer, plain: Buffer, place: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, place: string): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}
