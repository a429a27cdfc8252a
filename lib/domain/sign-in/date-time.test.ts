import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateTimeMs } from "./date-time";

describe("dateTimeMs", () => {
  // The examples of RFC 3339, section 5.8.
  it.each([
    ["1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.520Z"],
    ["1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57.000Z"],
    ["1990-12-31T23:59:60Z", "1991-01-01T00:00:00.000Z"],
    ["1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00.000Z"],
    ["1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870Z"],
    ["2021-09-30t16:25:24z", "2021-09-30T16:25:24.000Z"],
    ["2021-09-30T16:25:24.9999Z", "2021-09-30T16:25:24.999Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
  ])("reads %s as %s", (text, same) => {
    expect(new Date(dateTimeMs(text) ?? Number.NaN).toISOString()).toBe(same);
  });

  it.each([
    "2021-02-29T00:00:00Z",
    "2021-04-31T00:00:00Z",
    "2021-13-01T00:00:00Z",
    "2021-00-01T00:00:00Z",
    "2021-01-00T00:00:00Z",
    "2021-01-01T24:00:00Z",
    "2021-01-01T00:60:00Z",
    "2021-01-01T12:00:60Z",
    "2021-01-01T00:00:61Z",
    "2021-01-01T00:00:00+24:00",
    "2021-01-01T00:00:00",
    "2021-01-01 00:00:00Z",
    "2021-01-01T00:00:00.Z",
    "2021-01-01",
    "Wed Oct 05 2011 16:48:00 GMT+0200 (CEST)",
    "2021-01-01T00:00:00Z\n",
    "",
  ])("refuses %j", (text) => {
    expect(dateTimeMs(text)).toBeNull();
  });

  it("agrees with the engine on every moment the engine writes", () => {
    const moments = fc.date({
      min: new Date("0000-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (moment) => {
        expect(dateTimeMs(moment.toISOString())).toBe(moment.getTime());
      }),
    );
  });
});
