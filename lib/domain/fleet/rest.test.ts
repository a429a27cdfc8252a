import { describe, expect, it } from "vitest";
import { machinesForShare, restOf } from "./rest";

describe("restOf", () => {
  it("is whole machines and one part-time machine", () => {
    expect(restOf(2.25)).toEqual({ machinesOff: 2, partTimeOffRatio: 0.25 });
    expect(restOf(0)).toEqual({ machinesOff: 0, partTimeOffRatio: 0 });
  });

  it("takes what is whole but for rounding as whole", () => {
    expect(restOf(100 * 0.07)).toEqual({ machinesOff: 7, partTimeOffRatio: 0 });
    expect(restOf(6.999_999_999_9)).toEqual({ machinesOff: 7, partTimeOffRatio: 0 });
    expect(restOf(6.999_999)).toMatchObject({ machinesOff: 6 });
  });
});

describe("machinesForShare", () => {
  it("reaches the share with as few machines as do", () => {
    expect(machinesForShare(100, 0.07)).toBe(7);
    expect(machinesForShare(100, 0.0701)).toBe(8);
    expect(machinesForShare(1, 1e-15)).toBe(1);
    expect(machinesForShare(10_000_000, 1)).toBe(10_000_000);
    expect(machinesForShare(10, 0)).toBe(0);
  });
});
