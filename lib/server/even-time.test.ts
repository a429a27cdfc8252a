import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inEvenTime } from "./even-time";

const timers = vi.hoisted(() => ({ release: [] as (() => void)[], asked: [] as number[] }));
vi.mock("node:timers/promises", () => ({
  setTimeout: (ms: number) => {
    timers.asked.push(ms);
    return new Promise<void>((resolve) => timers.release.push(resolve));
  },
}));

beforeEach(() => {
  timers.release.length = 0;
  timers.asked.length = 0;
});
afterEach(() => vi.restoreAllMocks());

const settled = async (promise: Promise<unknown>) => {
  let state = "waiting";
  void promise.then(
    () => (state = "done"),
    () => (state = "failed"),
  );
  await new Promise((resolve) => setImmediate(resolve));
  return () => state;
};

describe("work in even time", () => {
  it("that is done early is answered when the time is up", async () => {
    const answer = inEvenTime(200, () => Promise.resolve("known"));
    const state = await settled(answer);
    expect([state(), timers.asked]).toEqual(["waiting", [200]]);
    timers.release[0]?.();
    expect(await answer).toBe("known");
  });

  it("that fails early fails when the time is up", async () => {
    const answer = inEvenTime(200, () => Promise.reject(new Error("unknown")));
    const state = await settled(answer);
    expect(state()).toBe("waiting");
    timers.release[0]?.();
    await expect(answer).rejects.toThrow("unknown");
  });

  it("that takes longer is answered when it is done", async () => {
    let finish: (value: string) => void = () => {};
    const answer = inEvenTime(200, () => new Promise<string>((resolve) => (finish = resolve)));
    timers.release[0]?.();
    const state = await settled(answer);
    expect(state()).toBe("waiting");
    finish("late");
    expect(await answer).toBe("late");
  });
});
