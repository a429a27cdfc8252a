import { InngestTestEngine } from "@inngest/test";
import type { Inngest } from "inngest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type EngineWorld, openEngineWorld } from "./engine.fixture";
import {
  expectedValue,
  interpret,
  type Program,
  programRetries,
  randomProgram,
} from "./random-program.fixture";

/*
 * The same functions in the SDK's own test engine, which knows no retries, no waits and no invocations, and in ours.
 */

let world: EngineWorld;

beforeAll(async () => {
  world = await openEngineWorld();
});
afterAll(() => world.close());

const kinds: readonly Program["kind"][] = ["run", "run", "run", "loop", "sequence", "parallel"];
const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
const never = () => Promise.reject(new Error("not among the kinds"));

function programFunction(client: Inngest) {
  return client.createFunction(
    { id: "random", retries: programRetries, triggers: [{ event: "program" }] },
    ({ event, step, group, attempt }) =>
      interpret(randomProgram(event.data.seed, kinds), {
        step,
        group,
        attempt,
        effect: () => Promise.resolve(),
        awaitEvent: never,
        invokeChild: never,
      }),
  );
}

it("gives what the SDK's test engine gives, for random functions of sequences, loops and parallel steps", async () => {
  const fn = programFunction(world.client);
  await world.serves([fn]);
  world.start();
  for (const seed of seeds) await world.send("program", { seed });
  const ours = new Map((await world.ends(seeds.length)).map(({ event, output }) => [event, output]));
  for (const seed of seeds) {
    const engine = new InngestTestEngine({ function: fn, events: [{ name: "program", data: { seed } }] });
    const { result } = await engine.execute();
    expect(result, `seed ${seed}`).toEqual(expectedValue(randomProgram(seed, kinds)));
    expect(ours.get(JSON.stringify({ seed })), `seed ${seed}`).toEqual(result);
  }
}, 300_000);
