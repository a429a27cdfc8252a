import { describe, expect, it } from "vitest";
import { createManualClock } from "@/lib/server/outbound/testing/manual-clock";
import { createSourceBackoff } from "./source-backoff";

describe("source backoff", () => {
  it("doubles the pause from 1 s to 60 s and ends with a success", () => {
    const clock = createManualClock();
    const backoff = createSourceBackoff({ clock, random: () => 0 });
    const pauses = [];
    for (let failure = 0; failure < 8; failure += 1) {
      backoff.failed("key", new Error("dead"));
      const startedMs = clock.now();
      while (backoff.pending("key") !== null) clock.advance(500);
      pauses.push(clock.now() - startedMs);
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    backoff.succeeded("key");
    backoff.failed("key", new Error("dead"));
    clock.advance(1000);
    expect(backoff.pending("key")).toBeNull();
  });

  it("hands out the failure that holds the key back, and that key only", () => {
    const backoff = createSourceBackoff({ clock: createManualClock(), random: () => 0 });
    const error = new Error("dead");
    backoff.failed("a", error);
    expect(backoff.pending("a")).toEqual({ error });
    expect(backoff.pending("b")).toBeNull();
  });
});
