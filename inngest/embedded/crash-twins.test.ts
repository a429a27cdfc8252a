import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type CrashWorld, openCrashWorld } from "./crash-world.fixture";

/*
 * The oracle of crash.test.ts has to see what it is there for: each rule that keeps steps from happening twice is broken
 * once, and some seed has to show it.
 */

const broken = vi.hoisted(() => ({ fence: false, memoCheck: false }));

vi.mock("./apply/locked-run", async (importActual) => {
  const actual = await importActual<typeof import("./apply/locked-run")>();
  const twin: typeof actual = {
    ...actual,
    holdsFence: (tx, job) => (broken.fence ? Promise.resolve(true) : actual.holdsFence(tx, job)),
    isFinished: (run, hash) => (broken.memoCheck ? false : actual.isFinished(run, hash)),
  };
  return twin;
});

let world: CrashWorld;

beforeAll(async () => {
  world = await openCrashWorld();
});
beforeEach(() => {
  broken.fence = false;
  broken.memoCheck = false;
});
afterAll(() => world.close());

const patienceMs = 300_000;

/** Whether any of many seeds shows that something is wrong. */
async function isSeen(crashRatio: number, lapseRatio: number): Promise<boolean> {
  for (let first = 1; first <= 241; first += 40) {
    const seeds = Array.from({ length: 40 }, (_, index) => first + index);
    if ((await world.run({ seeds, crashRatio, lapseRatio })).length > 0) return true;
  }
  return false;
}

it(
  "an executor that writes down answers after its lease is found out",
  async () => {
    broken.fence = true;
    expect(await isSeen(0, 0.3)).toBe(true);
  },
  patienceMs,
);

it(
  "an executor that plans steps which have their memo is found out",
  async () => {
    broken.memoCheck = true;
    expect(await isSeen(0, 0)).toBe(true);
  },
  patienceMs,
);
