import { describe, expect, it } from "vitest";
import { createMemoryTier } from "./memory-tier";

function entry(value: number, staleUntil = 1000) {
  return { value, storedAt: 0, expiresAt: 500, staleUntil };
}

describe("memory tier", () => {
  it("evicts the entry longest unused", () => {
    const memory = createMemoryTier(2);
    memory.set("a", entry(1));
    memory.set("b", entry(2));
    expect(memory.get("a", 0)?.value).toBe(1);
    memory.set("c", entry(3));
    expect(memory.get("b", 0)).toBeNull();
    expect(memory.get("a", 0)?.value).toBe(1);
    expect([memory.size(), memory.evictions()]).toEqual([2, 1]);
  });

  it("drops an entry at the end of its stale time", () => {
    const memory = createMemoryTier(2);
    memory.set("a", entry(1, 1000));
    expect(memory.get("a", 999)?.value).toBe(1);
    expect(memory.get("a", 1000)).toBeNull();
    expect(memory.size()).toBe(0);
  });
});
