import { describe, expect, it } from "vitest";
import { createCircuitBreaker } from "./circuit-breaker";
import { createManualClock } from "./testing/manual-clock";

function setup() {
  const clock = createManualClock();
  return { clock, breaker: createCircuitBreaker({ clock, failuresMax: 3, openMs: 30_000 }) };
}

function failTimes(breaker: ReturnType<typeof setup>["breaker"], times: number) {
  for (let time = 0; time < times; time += 1) {
    expect(breaker.allows()).toBe(true);
    breaker.failure();
  }
}

describe("circuit breaker", () => {
  it("stays closed after two failures and opens at the third", () => {
    const { breaker } = setup();
    failTimes(breaker, 2);
    expect(breaker.state()).toBe("closed");
    failTimes(breaker, 1);
    expect(breaker.state()).toBe("open");
    expect(breaker.allows()).toBe(false);
  });

  it("counts consecutive failures only", () => {
    const { breaker } = setup();
    failTimes(breaker, 2);
    breaker.success();
    failTimes(breaker, 2);
    expect(breaker.state()).toBe("closed");
  });

  it("lets one probe through after 30 s, closes when it succeeds", () => {
    const { clock, breaker } = setup();
    failTimes(breaker, 3);
    clock.advance(29_999);
    expect(breaker.allows()).toBe(false);
    clock.advance(1);
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
    breaker.success();
    expect(breaker.state()).toBe("closed");
    expect(breaker.allows()).toBe(true);
  });

  it("opens again at once when the probe fails", () => {
    const { clock, breaker } = setup();
    failTimes(breaker, 3);
    clock.advance(30_000);
    expect(breaker.allows()).toBe(true);
    breaker.failure();
    expect(breaker.allows()).toBe(false);
    expect(breaker.openUntilMs()).toBe(clock.now() + 30_000);
  });

  it("gives the probe back when the call told nothing", () => {
    const { clock, breaker } = setup();
    failTimes(breaker, 3);
    clock.advance(30_000);
    expect(breaker.allows()).toBe(true);
    breaker.release();
    expect(breaker.allows()).toBe(true);
  });

  it("holds as long as the service says, even if an earlier call still succeeds", () => {
    const { clock, breaker } = setup();
    breaker.holdUntil(clock.now() + 120_000);
    breaker.success();
    clock.advance(119_999);
    expect(breaker.allows()).toBe(false);
    clock.advance(1);
    expect(breaker.allows()).toBe(true);
  });
});
