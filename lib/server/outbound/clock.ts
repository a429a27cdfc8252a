import { setTimeout as delay } from "node:timers/promises";

/** Time as a parameter, so that breakers, budgets and caches are tested without waiting. */
export interface Clock {
  /** Unix time in milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms) => {
    await delay(ms);
  },
};
