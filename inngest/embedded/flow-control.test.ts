import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type EngineWorld, openEngineWorld, told } from "./engine.fixture";

let world: EngineWorld;

beforeAll(async () => {
  world = await openEngineWorld();
});
afterEach(() => world.clear());
afterAll(() => world.close());

const retries = 0;
const on = (event: string) => [{ event }];

/** Counts how many are within it at once, per key. */
function gauge() {
  const now = new Map<string, number>();
  const most = new Map<string, number>();
  return {
    most,
    async within(key: string): Promise<void> {
      now.set(key, (now.get(key) ?? 0) + 1);
      most.set(key, Math.max(most.get(key) ?? 0, now.get(key) ?? 0));
      await new Promise((resolve) => setTimeout(resolve, 30));
      now.set(key, (now.get(key) ?? 0) - 1);
    },
  };
}

describe("concurrency", () => {
  it("limits what is under way, in two executors together, and others are not held up", async () => {
    const { most, within } = gauge();
    const limited = world.client.createFunction(
      { id: "limited", retries, triggers: on("a"), concurrency: 2 },
      () => within("limited"),
    );
    const free = world.client.createFunction({ id: "free", retries, triggers: on("b") }, () =>
      within("free"),
    );
    await world.serves([limited, free]);
    for (let n = 0; n < 12; n += 1) await world.send("a");
    await world.send("b");
    world.start();
    world.start();
    await world.ends(13);
    expect(most.get("limited")).toBeLessThanOrEqual(2);
    expect(most.get("free")).toBe(1);
  });

  it("with a key limits what has the same key", async () => {
    const { most, within } = gauge();
    const fn = world.client.createFunction(
      { id: "keyed", retries, triggers: on("a"), concurrency: [{ limit: 1, key: "event.data.k" }] },
      ({ event }) => within(told(event, "k")),
    );
    await world.serves([fn]);
    for (const k of ["x", "x", "x", "y", "y", "y"]) await world.send("a", { k });
    world.start();
    await world.ends(6);
    expect(Object.fromEntries(most)).toEqual({ x: 1, y: 1 });
  });
});

describe("debounce", () => {
  it("runs once for the last event when they have calmed down, and apart for each key", async () => {
    const fn = world.client.createFunction(
      { id: "calm", retries, triggers: on("a"), debounce: { period: "1m", key: "event.data.k" } },
      ({ event }) => told(event, "n"),
    );
    await world.serves([fn]);
    world.start();
    await world.send("a", { k: "x", n: 1 });
    await world.send("a", { k: "y", n: 2 });
    await world.passes(50);
    await world.send("a", { k: "x", n: 3 });
    await world.passes(30);
    expect(await world.ends(1)).toMatchObject([{ output: 2 }]);
    await world.passes(31);
    expect((await world.ends(2)).map(({ output }) => output)).toEqual([2, 3]);
  });

  it("is put off no longer than its timeout", async () => {
    const fn = world.client.createFunction(
      { id: "impatient", retries, triggers: on("a"), debounce: { period: "1m", timeout: "90s" } },
      ({ event }) => told(event, "n"),
    );
    await world.serves([fn]);
    world.start();
    for (const n of [1, 2]) {
      await world.send("a", { n });
      await world.passes(40);
    }
    expect(await world.runs()).toEqual([]);
    await world.send("a", { n: 3 });
    await world.passes(11);
    expect(await world.ends(1)).toMatchObject([{ output: 3 }]);
  });
});

it("idempotency runs once a day for each key", async () => {
  const fn = world.client.createFunction(
    { id: "once", retries, triggers: on("a"), idempotency: "event.data.k" },
    ({ event }) => told(event, "n"),
  );
  await world.serves([fn]);
  world.start();
  for (const [n, k] of ["x", "x", "y"].entries()) await world.send("a", { n, k });
  expect((await world.ends(2)).map(({ output }) => output)).toEqual([0, 2]);
  await world.passes(86_401);
  await world.send("a", { n: 3, k: "x" });
  expect((await world.ends(3)).map(({ output }) => output)).toEqual([0, 2, 3]);
});

it("a singleton drops what comes while it runs, for the same key", async () => {
  const fn = world.client.createFunction(
    { id: "single", retries, triggers: on("a"), singleton: { mode: "skip", key: "event.data.k" } },
    ({ step }) => step.sleep("long", "1h"),
  );
  await world.serves([fn]);
  world.start();
  for (const k of ["x", "x", "y"]) await world.send("a", { k });
  await world.shows("select count(*)::int as n from inngest_job where kind = 'timer'", [{ n: 2 }]);
  expect(await world.runs()).toHaveLength(2);
  await world.passes(3601);
  await world.ends(2);
  await world.send("a", { k: "x" });
  await world.shows("select count(*)::int as n from inngest_run", [{ n: 3 }]);
});

it("a trigger's condition is about its event", async () => {
  const fn = world.client.createFunction(
    { id: "if", retries, triggers: [{ event: "a", if: "event.data.kind == 'big' && event.data.n == 3" }] },
    ({ event }) => told(event, "n"),
  );
  await world.serves([fn]);
  world.start();
  await world.send("a", { kind: "small", n: 3 });
  await world.send("a", { kind: "big", n: 2 });
  await world.send("a", { kind: "big", n: 3 });
  expect(await world.ends(1)).toHaveLength(1);
});

it("a paused function is not called until it goes on, and its schedule waits with it", async () => {
  const fn = world.client.createFunction(
    { id: "halted", retries, triggers: [{ event: "a" }, { cron: "0 * * * *" }] },
    ({ event }) => event.name,
  );
  const other = world.client.createFunction({ id: "other", retries, triggers: on("a") }, () => "free");
  await world.serves([fn, other]);
  world.start();
  await world.shows("select count(*)::int as n from inngest_cron", [{ n: 1 }]);
  await world.rows(
    "insert into engine_function_pauses values ('test-halted', app_now(), 'user:1', 'repair')",
  );
  await world.send("a");
  await world.passes(2 * 3600);
  expect((await world.ends(1)).map(({ fn: id, status }) => [id, status])).toEqual(
    expect.arrayContaining([
      ["halted", "running"],
      ["other", "completed"],
    ]),
  );
  await world.shows("select count(*)::int as n from inngest_run where fn_id = 'test-halted'", [{ n: 1 }]);
  await world.rows("delete from engine_function_pauses");
  expect((await world.ends(3)).map(({ output }) => output).sort()).toEqual([
    "a",
    "free",
    "inngest/scheduled.timer",
  ]);
});

it("a schedule fires once a slot in two executors, and once for all that a time away missed", async () => {
  const slots: string[] = [];
  const fn = world.client.createFunction(
    { id: "hourly", retries, triggers: [{ cron: "0 * * * *" }] },
    ({ event }) => {
      slots.push(String(told(event, "cron")));
    },
  );
  await world.serves([fn]);
  const executors = [world.start(), world.start()];
  await world.shows("select count(*)::int as n from inngest_cron", [{ n: 1 }]);
  for (let hour = 1; hour <= 3; hour += 1) {
    await world.passes(3600);
    await world.ends(hour);
  }
  await Promise.all(executors.map((executor) => executor.stop()));
  await world.passes(10 * 3600);
  world.start();
  await world.ends(4);
  await world.shows("select fire_at > app_now() as later from inngest_cron", [{ later: true }]);
  expect(slots).toEqual(Array(4).fill("0 * * * *"));
});
