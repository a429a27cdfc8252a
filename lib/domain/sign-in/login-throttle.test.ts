import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  freshThrottle,
  nextAttempt,
  type ThrottlePolicy,
  throttleForgetsAfterMs,
  throttlePolicies,
  waitMs,
} from "./login-throttle";

const { account, accountFromAddress, address } = throttlePolicies;
const day = 86_400_000;

/** Delays in seconds after each of so many failures, each tried as soon as it is heard. */
function delaysOf(tries: number, policy: ThrottlePolicy): number[] {
  let [state, nowMs] = [freshThrottle(0, policy), 0];
  return Array.from({ length: tries }, () => {
    state = nextAttempt(state, nowMs, "failed", policy);
    const wait = waitMs(state, nowMs, policy);
    nowMs += wait;
    return wait / 1000;
  });
}

describe("nextAttempt", () => {
  it("lets five tries through, then doubles the delay up to a quarter of an hour", () => {
    expect(delaysOf(16, accountFromAddress)).toEqual([
      0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900,
    ]);
  });

  it("has no policy whose longest delay outlasts the coming back of a try", () => {
    for (const each of Object.values(throttlePolicies)) {
      expect(each.longestDelayMs).toBeLessThanOrEqual(each.msPerTry);
    }
  });

  it("throttles before twenty wrong tries under the policies for one address", () => {
    expect(delaysOf(20, accountFromAddress).at(-1)).toBeGreaterThan(0);
    expect(delaysOf(40, address).at(-1)).toBeGreaterThan(0);
  });

  it("never shuts an account out for longer than half a minute, wherever the tries come from", () => {
    expect(Math.max(...delaysOf(2000, account))).toBe(30);
  });

  it("gives tries back over time and forgets the delays once the bucket is full", () => {
    let state = freshThrottle(0, accountFromAddress);
    for (let tries = 0; tries < 8; tries += 1) state = nextAttempt(state, 0, "failed", accountFromAddress);
    const almost = nextAttempt(state, 7.9 * accountFromAddress.msPerTry, "failed", accountFromAddress);
    expect(almost.delays).toBe(4);
    const after = nextAttempt(state, 8 * accountFromAddress.msPerTry, "failed", accountFromAddress);
    expect([after.tokens, after.delays]).toEqual([4, 0]);
  });

  it("counts tries that were made at once", () => {
    let state = freshThrottle(0, accountFromAddress);
    let heard = 0;
    for (let tries = 0; tries < 50; tries += 1) {
      if (waitMs(state, 0, accountFromAddress) > 0) continue;
      heard += 1;
      state = nextAttempt(state, 0, "failed", accountFromAddress);
    }
    expect(heard).toBe(5);
  });

  it("forgives an account after the right password", () => {
    const failed = nextAttempt(freshThrottle(0, accountFromAddress), 0, "failed", accountFromAddress);
    expect(nextAttempt(failed, 10, "succeeded", accountFromAddress)).toEqual(
      freshThrottle(10, accountFromAddress),
    );
  });

  it("does not let an attacker clear an address by signing in with an account of his own", () => {
    const heardPerDay = (signsIn: boolean): number => {
      let [state, nowMs, guesses] = [freshThrottle(0, address), 0, 0];
      // The second limit only ends the test when no delay comes any more.
      while (nowMs < day && guesses < 10_000) {
        nowMs += waitMs(state, nowMs, address);
        state = nextAttempt(state, nowMs, "failed", address);
        guesses += 1;
        if (!signsIn) continue;
        nowMs += waitMs(state, nowMs, address);
        state = nextAttempt(nextAttempt(state, nowMs, "failed", address), nowMs, "succeeded", address);
      }
      return guesses;
    };
    expect(heardPerDay(true)).toBeLessThanOrEqual(heardPerDay(false));
  });

  it("hears at most 120 guesses a day on one account from one address, however the pauses are chosen", () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 7_200_000 }), { minLength: 300, maxLength: 300 });
    const patient = fc.constantFrom(0, 1000, 600_000, 900_000, 3_000_000).map((ms) => Array(300).fill(ms));
    fc.assert(
      fc.property(fc.oneof(pauses, patient), (extra) => {
        let [state, nowMs, heard] = [freshThrottle(0, accountFromAddress), 0, 0];
        for (const pause of extra) {
          nowMs += waitMs(state, nowMs, accountFromAddress) + pause;
          if (nowMs >= day) break;
          state = nextAttempt(state, nowMs, "failed", accountFromAddress);
          heard += 1;
        }
        expect(heard).toBeLessThanOrEqual(120);
      }),
    );
  });

  it("has forgotten whatever was tried when a row of it may be deleted", () => {
    for (const limits of Object.values(throttlePolicies)) {
      let [state, nowMs] = [freshThrottle(0, limits), 0];
      for (let tries = 0; tries < 3 * limits.triesMax; tries += 1) {
        nowMs += waitMs(state, nowMs, limits);
        state = nextAttempt(state, nowMs, "failed", limits);
      }
      const later = nowMs + throttleForgetsAfterMs;
      expect(nextAttempt(state, later, "failed", limits)).toEqual(
        nextAttempt(freshThrottle(later, limits), later, "failed", limits),
      );
      expect(waitMs(state, later, limits)).toBe(0);
    }
  });

  it("is not fooled by a clock that goes back", () => {
    let state = freshThrottle(day, accountFromAddress);
    for (let tries = 0; tries < 6; tries += 1) state = nextAttempt(state, day, "failed", accountFromAddress);
    expect(waitMs(state, 0, accountFromAddress)).toBe(accountFromAddress.longestDelayMs);
    expect(nextAttempt(state, 0, "failed", accountFromAddress).tokens).toBe(-2);
  });
});
