import { describe, expect, it } from "vitest";
import { whyNotThisDay } from "./why-not-this-day";

const days = { firstDayUtc: "2022-07-07", lastDayUtc: "2025-10-05" };
const past = {
  days: [
    { dayUtc: "2022-01-01", closeUsd: 47_705 },
    { dayUtc: "2026-10-06", closeUsd: 85_280 },
  ],
  retargets: [],
};
const why = (dayUtc: string) => whyNotThisDay(days, { dayUtc, months: 12 }, past);

describe("whyNotThisDay", () => {
  it("has nothing against the first and the last testable day", () => {
    expect([why("2022-07-07"), why("2025-10-05")]).toEqual([null, null]);
  });

  it("tells the four reasons apart and names the day shown instead", () => {
    expect(why("2019-05-01")).toBe(
      "2019-05-01 lies before the recorded history, which begins on 2022-01-01. Shown instead: 2022-07-07.",
    );
    expect(why("2022-03-01")).toMatch(
      /^On 2022-03-01 too little history lay behind: .* Shown instead: 2022-07-07\.$/,
    );
    expect(why("2026-01-01")).toBe(
      "The 12 months after 2026-01-01 end on 2027-01-02, and the recorded history ends on 2026-10-06. Shown instead: 2025-10-05.",
    );
    expect(why("2030-01-01")).toMatch(
      /^2030-01-01 lies after the recorded history, which ends on 2026-10-06\./,
    );
  });
});
