import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { lastRetargetHeight, nextRetargetHeight } from "./retarget-height";

describe("retarget heights", () => {
  // Retargets on the chain: 838,656 (2024-04-10) and 840,672 (2024-04-24).
  it.each([
    [838_656, 838_656, 840_672],
    [840_000, 838_656, 840_672],
    [840_671, 838_656, 840_672],
    [0, 0, 2016],
  ])("around %s are %s and %s", (height, last, next) => {
    expect(lastRetargetHeight(height)).toBe(last);
    expect(nextRetargetHeight(height)).toBe(next);
  });

  it("refuses a fractional height", () => {
    expect(() => nextRetargetHeight(1.5)).toThrow(DomainError);
    expect(() => lastRetargetHeight(-1)).toThrow(DomainError);
  });
});
