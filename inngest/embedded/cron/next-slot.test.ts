import { describe, expect, it } from "vitest";
import { nextSlot } from "./next-slot";

/** The slots that follow a moment, as ISO texts without the zero seconds. */
function slots(cron: string, after: string, count: number): string[] {
  const found: string[] = [];
  let moment = Date.parse(after);
  for (let index = 0; index < count; index += 1) {
    moment = nextSlot(cron, moment);
    found.push(new Date(moment).toISOString().replace(":00.000Z", "Z"));
  }
  return found;
}

describe("a schedule", () => {
  it.each([
    ["* * * * *", "2026-01-01T00:00:30Z", ["2026-01-01T00:01Z", "2026-01-01T00:02Z"]],
    ["*/10 * * * *", "2026-01-01T00:00:00Z", ["2026-01-01T00:10Z", "2026-01-01T00:20Z"]],
    ["5 0 * * *", "2026-12-31T00:05:00Z", ["2027-01-01T00:05Z", "2027-01-02T00:05Z"]],
    ["0 9 * * mon-fri", "2026-01-02T09:00:00Z", ["2026-01-05T09:00Z", "2026-01-06T09:00Z"]],
    ["0 0 13 * 5", "2026-02-12T12:00:00Z", ["2026-02-13T00:00Z", "2026-02-20T00:00Z"]],
    ["0 0 29 2 *", "2026-01-01T00:00:00Z", ["2028-02-29T00:00Z", "2032-02-29T00:00Z"]],
    ["0 0 29 2 *", "2096-03-01T00:00:00Z", ["2104-02-29T00:00Z"]],
    ["@daily", "2026-01-01T00:00:00Z", ["2026-01-02T00:00Z"]],
    ["30/15 4 1 jan *", "2026-01-01T04:30:00Z", ["2026-01-01T04:45Z", "2027-01-01T04:30Z"]],
    ["0 8 * * 7", "2026-01-01T00:00:00Z", ["2026-01-04T08:00Z"]],
  ])("%s after %s", (cron, after, expected) => {
    expect(slots(cron, after, expected.length)).toEqual(expected);
  });
});

// Berlin: 29 March 2026, 02:00 becomes 03:00 (01:00 UTC); 25 October 2026, 03:00 becomes 02:00 (01:00 UTC).
describe("where the clocks go forward", () => {
  it("what falls into the hour left out comes at its end, and once", () => {
    expect(slots("TZ=Europe/Berlin 30 2 * * *", "2026-03-28T00:00:00Z", 3)).toEqual([
      "2026-03-28T01:30Z",
      "2026-03-29T01:00Z",
      "2026-03-30T00:30Z",
    ]);
  });

  it("every ten minutes stay ten minutes apart", () => {
    expect(slots("TZ=Europe/Berlin */30 * * * *", "2026-03-29T00:00:00Z", 4)).toEqual([
      "2026-03-29T00:30Z",
      "2026-03-29T01:00Z",
      "2026-03-29T01:30Z",
      "2026-03-29T02:00Z",
    ]);
  });
});

describe("where the clocks go back", () => {
  it("a certain hour comes once, at the first of the two", () => {
    expect(slots("TZ=Europe/Berlin 30 2 * * *", "2026-10-24T12:00:00Z", 2)).toEqual([
      "2026-10-25T00:30Z",
      "2026-10-26T01:30Z",
    ]);
  });

  it("every half hour comes in both hours", () => {
    expect(slots("TZ=Europe/Berlin */30 * * * *", "2026-10-24T23:59:00Z", 5)).toEqual([
      "2026-10-25T00:00Z",
      "2026-10-25T00:30Z",
      "2026-10-25T01:00Z",
      "2026-10-25T01:30Z",
      "2026-10-25T02:00Z",
    ]);
  });
});

it("a day elsewhere is that day: midnight in Shanghai is the afternoon before in UTC", () => {
  expect(slots("TZ=Asia/Shanghai 0 0 1 * *", "2026-01-15T00:00:00Z", 1)).toEqual(["2026-01-31T16:00Z"]);
});

it.each([
  ["0 0 30 2 *", /never due/],
  ["* * * *", /five fields/],
  ["60 * * * *", /minute: "60"/],
  ["* * * foo *", /month: "foo"/],
  ["*/0 * * * *", /minute: "\*\/0"/],
  ["TZ=Mars/Olympus 0 0 * * *", /"Mars\/Olympus" is not known/],
])("%s is refused", (cron, reason) => {
  expect(() => nextSlot(cron, 0)).toThrow(reason);
});
