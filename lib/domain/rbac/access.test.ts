import { describe, expect, it } from "vitest";
import { extendByDays, extendTo, isAccessOpen } from "./access";

const now = new Date("2026-03-01T12:00:00Z");

describe("isAccessOpen", () => {
  it("is open up to and including the last moment", () => {
    expect(isAccessOpen({ isActive: true, expiresAt: now }, now)).toBe(true);
    expect(isAccessOpen({ isActive: true, expiresAt: new Date(now.getTime() - 1) }, now)).toBe(false);
    expect(isAccessOpen({ isActive: true, expiresAt: null }, now)).toBe(true);
  });

  it("is shut while suspended, and when the date is no date", () => {
    expect(isAccessOpen({ isActive: false, expiresAt: null }, now)).toBe(false);
    expect(isAccessOpen({ isActive: true, expiresAt: new Date(Number.NaN) }, now)).toBe(false);
    expect(isAccessOpen({ isActive: true, expiresAt: now }, new Date(Number.NaN))).toBe(false);
  });
});

describe("extendByDays", () => {
  it("adds to the old end, or to now when that has passed", () => {
    expect(extendByDays(new Date("2026-03-11T12:00:00Z"), 30, now).toISOString()).toBe(
      "2026-04-10T12:00:00.000Z",
    );
    expect(extendByDays(new Date("2025-01-01T00:00:00Z"), 30, now).toISOString()).toBe(
      "2026-03-31T12:00:00.000Z",
    );
  });

  it.each([0, -1, 1.5, 3651, Number.NaN])("refuses %d days", (days) => {
    expect(() => extendByDays(now, days, now)).toThrow("days must be a whole number >= 1 and <= 3650 days");
  });

  it("does not turn access without end into access with one", () => {
    expect(() => extendByDays(null, 30, now)).toThrow("does not expire");
  });

  it("does not add up to more than ten years ahead", () => {
    const inNineYears = extendByDays(now, 3300, now);
    expect(() => extendByDays(inNineYears, 365, now)).toThrow("at most 3650 days ahead");
  });
});

describe("extendTo", () => {
  it("takes a later moment and refuses now, the past and no date", () => {
    const later = new Date("2026-03-01T12:00:01Z");
    expect(extendTo(later, now)).toBe(later);
    expect(() => extendTo(now, now)).toThrow("after now");
    expect(() => extendTo(new Date("2026-02-01T00:00:00Z"), now)).toThrow("got 2026-02-01T00:00:00.000Z");
    expect(() => extendTo(new Date(Number.NaN), now)).toThrow("got no date");
  });
});
