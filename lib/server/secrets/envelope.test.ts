import { beforeEach, describe, expect, it, vi } from "vitest";
import { resetEnvironment } from "@/lib/server/env";
import { openSecret, rewrapSecret, sealSecret } from "./envelope";
import { keyById, keysFor } from "./key-ring";

const entry = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString("base64")}`;
const place = "totp_factors.secret:anna";
const plain = "JBSWY3DPEHPK3PXP";

function withKeys(...entries: readonly string[]): void {
  vi.stubEnv("DATABASE_URL", "postgres://unused");
  vi.stubEnv("SECRET_KEYS", entries.join(","));
  resetEnvironment();
}

beforeEach(() => withKeys(entry("one", 1)));

describe("an envelope", () => {
  it("opens to what was put in, and no two of the same secret are alike", () => {
    for (const secret of [plain, "", "ünïcödé 🔑", "x".repeat(100_000)]) {
      const [first, second] = [sealSecret(secret, place), sealSecret(secret, place)];
      expect(openSecret(first, place)).toBe(secret);
      expect(first).not.toBe(second);
    }
  });

  it("does not show the secret, whole or encoded", () => {
    const envelope = sealSecret(plain, place);
    const bytes = envelope.split(".").map((part) => Buffer.from(part, "base64url").toString("latin1"));
    for (const shown of [envelope, ...bytes]) {
      expect(shown).not.toContain(plain);
      expect(shown).not.toContain(Buffer.from(plain).toString("base64url"));
    }
  });

  it("with any one bit flipped does not open", () => {
    const parts = sealSecret(plain, place).split(".");
    for (const part of [2, 3]) {
      const bytes = Buffer.from(parts[part] ?? "", "base64url");
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const envelope = parts.with(part, flipped.toString("base64url")).join(".");
        expect(() => openSecret(envelope, place)).toThrow();
      }
    }
  });

  it("does not open in another row, column or table", () => {
    const envelope = sealSecret(plain, place);
    for (const other of [
      "totp_factors.secret:bert",
      "totp_factors.other:anna",
      "wallets.secret:anna",
    ] as const) {
      expect(() => openSecret(envelope, other)).toThrow();
      expect(() => rewrapSecret(envelope, other)).toThrow();
    }
  });

  it("does not open with the wrapped key of another envelope of the same place", () => {
    const [one, two] = [sealSecret(plain, place).split("."), sealSecret("other", place).split(".")];
    expect(() => openSecret(one.with(2, two[2] ?? "").join("."), place)).toThrow();
  });

  it("names its key: with another of ours, or one that is gone, it does not open", () => {
    withKeys(entry("one", 1), entry("two", 2));
    const parts = sealSecret(plain, place).split(".");
    expect(() => openSecret(parts.with(1, "two").join("."), place)).toThrow();
    expect(() => openSecret(parts.with(1, "gone").join("."), place)).toThrow(/"gone".*not in SECRET_KEYS/);
    withKeys(entry("two", 2));
    expect(() => openSecret(parts.join("."), place)).toThrow(/"one".*not in SECRET_KEYS/);
    // The same id with another secret behind it.
    withKeys(entry("one", 9));
    expect(() => openSecret(parts.join("."), place)).toThrow();
  });

  it("cut short, empty or in a form of the future does not open", () => {
    const envelope = sealSecret(plain, place);
    const tagless = envelope.split(".").with(3, "AAAA").join(".");
    for (const bad of [
      "",
      "v1",
      "v1.one..",
      envelope.slice(0, -30),
      `${envelope}.x`,
      `v2${envelope.slice(2)}`,
      tagless,
    ]) {
      expect(() => openSecret(bad, place)).toThrow();
    }
  });
});

describe("rotation", () => {
  it("wraps the data key anew and leaves the ciphertext as it is", () => {
    const before = sealSecret(plain, place);
    withKeys(entry("two", 2), entry("one", 1));
    const after = rewrapSecret(before, place);
    const [one, two] = [before.split("."), after.split(".")];
    expect([one[1], two[1]]).toEqual(["one", "two"]);
    expect(two[2]).not.toBe(one[2]);
    expect(two[3]).toBe(one[3]);
    expect(openSecret(before, place)).toBe(plain);
    // The old key may go now.
    withKeys(entry("two", 2));
    expect(openSecret(after, place)).toBe(plain);
    expect(() => openSecret(before, place)).toThrow();
  });
});

describe("the key ring", () => {
  it("gives each purpose another key, the same every time", () => {
    const keys = (["session-cookie", "access-token", "envelope", "audit-head", "throttle"] as const).map(
      (purpose) => keysFor(purpose)[0].key.toString("hex"),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every((key) => key.length === 64)).toBe(true);
    expect(keysFor("envelope")[0].key.toString("hex")).toBe(keys[2]);
    expect(keyById("envelope", "nobody")).toBeNull();
  });

  it("names what is wrong with SECRET_KEYS without showing it", () => {
    for (const wrong of [
      "",
      "one:c2hvcnQ=",
      "one",
      `${entry("one", 1)},two:${"!".repeat(43)}`,
      `ONE:${"A".repeat(43)}`,
    ]) {
      vi.stubEnv("SECRET_KEYS", wrong);
      resetEnvironment();
      const message = (() => {
        try {
          return String(keysFor("envelope")[0].id);
        } catch (error) {
          return error instanceof Error ? error.message : "";
        }
      })();
      expect(message).toContain("SECRET_KEYS");
      for (const part of ["c2hvcnQ", "!!!!", "AAAA"]) expect(message).not.toContain(part);
    }
  });
});
