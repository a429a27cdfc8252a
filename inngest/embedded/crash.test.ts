import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type CrashWorld, openCrashWorld } from "./crash-world.fixture";

/*
 * Random functions under random crashes. `ENGINE_SEEDS=10000` for the long run; a seed that fails stands in the message.
 */

let world: CrashWorld;

beforeAll(async () => {
  world = await openCrashWorld();
});
afterAll(() => world.close());

const count = inject("engineSeeds");
/** Side by side in one database, so that they get in each other's way. */
const together = 40;
/** Ten times what it takes, for machines that do other things. */
const patienceMs = 300_000;
const batches = Array.from({ length: Math.ceil(count / together) }, (_, batch) =>
  Array.from(
    { length: Math.min(together, count - batch * together) },
    (_, index) => batch * together + index + 1,
  ),
);

it(
  "without crashes random functions give what was worked out without any engine",
  async () => {
    const seeds = Array.from({ length: 20 }, (_, index) => 100_001 + index);
    expect(await world.run({ seeds, crashRatio: 0, lapseRatio: 0 })).toEqual([]);
    expect(world.lost()).toBe(0);
  },
  patienceMs,
);

it.each(batches)(
  "whatever crashes, the outputs are the same and each step has its effect once: seeds from %i",
  async (...seeds) => {
    const before = world.lost();
    expect(await world.run({ seeds, crashRatio: 0.06, lapseRatio: 0.1 })).toEqual([]);
    // A run in which nothing went wrong would prove nothing.
    expect(world.lost()).toBeGreaterThan(before);
  },
  patienceMs,
);
