import { describe, expect, it } from "vitest";
import { apiKeyHash, apiKeyId, isKeyOf, newApiKey } from "./api-key";

describe("API keys", () => {
  it("have the documented form, and never the same secret twice", () => {
    const keys = Array.from({ length: 500 }, newApiKey);
    for (const { key, id, hash } of keys) {
      expect(key).toMatch(/^hi_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$/);
      expect(apiKeyId(key)).toBe(id);
      expect(hash).toBe(apiKeyHash(key));
    }
    expect(new Set(keys.map(({ key }) => key.slice(17, 49)))).toHaveLength(500);
  });

  it("use all 62 signs about equally often", () => {
    const signs = Array.from({ length: 2000 }, () => newApiKey().key.slice(17, 49)).join("");
    const counts = new Map<string, number>();
    for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    expect(counts.size).toBe(62);
    // 64,000 draws: 1,032 expected; without the refused bytes the first eight signs would come 1,250 times.
    expect(Math.max(...counts.values())).toBeLessThan(1200);
  });

  it("with any one sign mistyped are no keys", () => {
    const { key } = newApiKey();
    for (let place = 8; place < key.length; place += 1) {
      if (key[place] === "_") continue;
      const typo = `${key.slice(0, place)}${key[place] === "x" ? "y" : "x"}${key.slice(place + 1)}`;
      expect(apiKeyId(typo)).toBeNull();
    }
  });

  it("are refused in any other form", () => {
    const { key } = newApiKey();
    for (const text of ["", "hi_live_", key.slice(1), `${key}x`, ` ${key}`, `${key}\n`, "hi_test_x_y_z"]) {
      expect(apiKeyId(text)).toBeNull();
    }
  });

  it("fit only the hash of themselves", () => {
    const [one, other] = [newApiKey(), newApiKey()];
    expect(isKeyOf(one.key, one.hash)).toBe(true);
    expect(isKeyOf(one.key, other.hash)).toBe(false);
    expect(isKeyOf(one.key, "")).toBe(false);
  });
});
