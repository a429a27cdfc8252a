import { describe, expect, it } from "vitest";
import { MemoryRateLimiter } from "./rate-limit";

const tenAMinute = { name: "t", requestsPerMinute: () => 10 };

describe("MemoryRateLimiter", () => {
  it("answers the limit and then says how long to wait", () => {
    const limiter = new MemoryRateLimiter(() => 0);
    const outcomes = Array.from({ length: 11 }, () => limiter.take(tenAMinute, "a"));
    expect(outcomes.slice(0, 10).every((outcome) => outcome.allowed)).toBe(true);
    expect(outcomes[10]).toEqual({ allowed: false, retryAfterSeconds: 6 });
  });

  it("refills evenly", () => {
    let nowMs = 0;
    const limiter = new MemoryRateLimiter(() => nowMs);
    for (let taken = 0; taken < 10; taken += 1) limiter.take(tenAMinute, "a");
    nowMs = 5_999;
    expect(limiter.take(tenAMinute, "a").allowed).toBe(false);
    nowMs = 6_000;
    expect(limiter.take(tenAMinute, "a").allowed).toBe(true);
    expect(limiter.take(tenAMinute, "a").allowed).toBe(false);
  });

  it("keeps addresses apart", () => {
    const limiter = new MemoryRateLimiter(() => 0);
    for (let taken = 0; taken < 11; taken += 1) limiter.take(tenAMinute, "a");
    expect(limiter.take(tenAMinute, "b").allowed).toBe(true);
  });
});
