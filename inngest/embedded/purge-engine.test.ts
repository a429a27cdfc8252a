import { afterAll, beforeAll, expect, it } from "vitest";
import { type EngineWorld, openEngineWorld } from "./engine.fixture";
import { purgeEngine } from "./purge-engine";

let world: EngineWorld;

beforeAll(async () => {
  world = await openEngineWorld();
});
afterAll(() => world.close());

const counts = `select (select count(*)::int from inngest_run) as runs, (select count(*)::int from inngest_step) as steps,
  (select count(*)::int from inngest_event) as events`;

it("deletes what ended more than seven days ago with its steps and events, and nothing that is under way", async () => {
  const fn = world.client.createFunction(
    { id: "f", retries: 0, triggers: [{ event: "a" }] },
    async ({ event, step }) => {
      await step.run("one", () => 1);
      if (event.data.sleeps) await step.sleep("long", "30d");
    },
  );
  await world.serves([fn]);
  world.start();
  await world.send("a", { sleeps: true });
  await world.send("a");
  await world.send("nobody asks for it");
  await world.ends(1);
  await world.shows("select count(*)::int as n from inngest_job where kind = 'timer'", [{ n: 1 }]);
  await world.passes(6 * 86_400);
  expect(await purgeEngine()).toBe(0);
  expect(await world.rows(counts)).toEqual([{ runs: 2, steps: 2, events: 3 }]);
  await world.passes(2 * 86_400);
  expect(await purgeEngine()).toBe(3);
  expect(await world.rows(counts)).toEqual([{ runs: 1, steps: 1, events: 1 }]);
});
