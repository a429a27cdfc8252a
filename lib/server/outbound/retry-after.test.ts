import { describe, expect, it } from "vitest";
import { retryAfterMs } from "./retry-after";

const nowMs = Date.parse("2026-11-22T12:00:00Z");

describe("retryAfterMs", () => {
  it.each([
    ["120", nowMs + 120_000],
    [" 7 ", nowMs + 7000],
    ["Sun, 22 Nov 2026 12:01:00 GMT", nowMs + 60_000],
    ["99999999999", nowMs + 3 * 86_400_000],
  ])("reads %j", (header, expected) => {
    expect(retryAfterMs(header, nowMs)).toBe(expected);
  });

  it.each([undefined, "", "soon", "0", "-5", "Sun, 22 Nov 2026 11:59:00 GMT"])(
    "finds no wait in %j",
    (header) => {
      expect(retryAfterMs(header, nowMs)).toBeNull();
    },
  );
});
