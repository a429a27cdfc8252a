import { describe, expect, it } from "vitest";
import { dayNumber, isUtcDay, utcDay } from "./utc-day";

describe("utcDay", () => {
  it("is the inverse of dayNumber, leap days included", () => {
    for (const day of ["1970-01-01", "2024-02-29", "2024-03-01", "2026-12-31"]) {
      expect(utcDay(dayNumber("day", day))).toBe(day);
    }
    // 2024-02-29 is 19,782 days after 1970-01-01 (date -u -d @1709164800).
    expect(utcDay(19_782)).toBe("2024-02-29");
  });
});

describe("isUtcDay", () => {
  it("knows days that exist from text that looks like one", () => {
    expect(["2024-02-29", "2026-10-06"].every(isUtcDay)).toBe(true);
    expect(["2023-02-29", "2024-02-30", "2024-13-01", "2024-2-1", "yesterday", ""].some(isUtcDay)).toBe(
      false,
    );
  });
});
