import { expect, test } from "vitest";
import { dayText, dayToMs, timeTicks } from "@/components/charts/scales/time-ticks";

function texts(from: string, to: string, countMax: number): string[] {
  return timeTicks(dayToMs(from), dayToMs(to), countMax).map((tick) => tick.text);
}

test("marks years over years", () => {
  expect(texts("2022-01-01", "2026-10-06", 6)).toEqual(["2022", "2023", "2024", "2025", "2026"]);
});

test("marks months over a year and names the year where it begins", () => {
  expect(texts("2025-07-15", "2026-10-06", 6)).toEqual(["Oct 2025", "2026", "Apr", "Jul", "Oct"]);
});

test("marks days over weeks", () => {
  expect(texts("2026-09-28", "2026-10-06", 5)).toEqual(["28 Sep", "30 Sep", "2 Oct", "4 Oct", "6 Oct"]);
});

test("never gives more marks than fit", () => {
  for (const countMax of [2, 3, 5, 8, 12]) {
    for (const days of [3, 20, 90, 400, 1740, 9000]) {
      const from = dayToMs("2009-01-03");
      expect(timeTicks(from, from + days * 86_400_000, countMax).length).toBeLessThanOrEqual(countMax + 1);
    }
  }
});

test("writes a day in UTC", () => {
  expect(dayText(dayToMs("2024-04-20"))).toBe("20 Apr 2024");
});
