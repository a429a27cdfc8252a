import { describe, expect, it } from "vitest";
import { remainingMs } from "./remaining";

describe("remainingMs", () => {
  it("goes by the pace so far", () => {
    expect(remainingMs({ bytesRead: 250, bytesTotal: 1000, elapsedMs: 2000 })).toBe(6000);
    expect(remainingMs({ bytesRead: 1000, bytesTotal: 1000, elapsedMs: 2000 })).toBe(0);
  });

  it("says nothing before there is a pace, and nothing without a length", () => {
    expect(remainingMs({ bytesRead: 250, bytesTotal: 1000, elapsedMs: 499 })).toBeNull();
    expect(remainingMs({ bytesRead: 9, bytesTotal: 1000, elapsedMs: 5000 })).toBeNull();
    expect(remainingMs({ bytesRead: 250, bytesTotal: null, elapsedMs: 5000 })).toBeNull();
  });
});
