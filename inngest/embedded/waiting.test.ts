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
const pauses = "select count(*)::int as n from inngest_pause";

describe("a wait for an event", () => {
  const waiting = () =>
    world.client.createFunction({ id: "waits", retries, triggers: on("order") }, async ({ step }) => {
      const paid = await step.waitForEvent("payment", {
        event: "paid",
        timeout: "1d",
        if: "async.data.order == event.data.id && async.data.ok == true",
      });
      return paid === null ? "unpaid" : paid.data.by;
    });

  it("ends with the event that fulfils its condition, and with no other", async () => {
    await world.serves([waiting()]);
    world.start();
    await world.send("paid", { order: 1, ok: true, by: "too early" });
    await world.send("order", { id: 1 });
    await world.shows(pauses, [{ n: 1 }]);
    await world.send("paid", { order: 2, ok: true, by: "other order" });
    await world.send("paid", { order: 1, ok: false, by: "refused" });
    await world.send("paid", { order: 1, ok: true, by: "card" });
    await world.send("paid", { order: 1, ok: true, by: "twice" });
    expect(await world.ends(1)).toMatchObject([{ output: "card" }]);
    await world.shows(pauses, [{ n: 0 }]);
  });

  it("ends with nothing once its time is over", async () => {
    await world.serves([waiting()]);
    world.start();
    await world.send("order", { id: 1 });
    await world.shows(pauses, [{ n: 1 }]);
    await world.passes(86_401);
    expect(await world.ends(1)).toMatchObject([{ output: "unpaid" }]);
    await world.send("paid", { order: 1, ok: true, by: "too late" });
    await world.shows("select count(*)::int as n from inngest_job", [{ n: 0 }]);
  });

  it("ends with what came in time, though nobody looked until its time was over", async () => {
    await world.serves([waiting()]);
    const first = world.start();
    await world.send("order", { id: 1 });
    await world.shows(pauses, [{ n: 1 }]);
    await first.stop();
    await world.send("paid", { order: 1, ok: true, by: "in time" });
    await world.passes(86_401);
    world.start();
    expect(await world.ends(1)).toMatchObject([{ output: "in time" }]);
  });

  it("does not start anew when a branch beside it asks for it again", async () => {
    const fn = world.client.createFunction({ id: "beside", retries, triggers: on("a") }, ({ step }) => {
      const wait = step.waitForEvent("w", { event: "never", timeout: "1h" });
      const branch = step.sleep("s", "50m").then(() => step.run("r", () => 1));
      return Promise.all([wait, branch]);
    });
    await world.serves([fn]);
    world.start();
    await world.send("a");
    await world.shows(pauses, [{ n: 1 }]);
    await world.passes(51 * 60);
    await world.shows("select name from inngest_step order by finished_at", [{ name: "s" }, { name: "r" }]);
    await world.passes(10 * 60);
    expect(await world.ends(1)).toMatchObject([{ output: [null, 1] }]);
  });

  it("with a condition beyond paths, literals and && ends the run and says so", async () => {
    const fn = world.client.createFunction({ id: "cel", retries, triggers: on("a") }, ({ step }) => {
      return step.waitForEvent("w", { event: "b", timeout: "1h", if: "async.data.n > 3" });
    });
    await world.serves([fn]);
    world.start();
    await world.send("a");
    const [run] = await world.ends(1);
    expect(run?.error?.message).toContain("async.data.n > 3");
  });
});

describe("an invoked function", () => {
  const child = () =>
    world.client.createFunction({ id: "child", retries, triggers: [] }, async ({ event, step }) => {
      if (told(event, "fails")) throw new Error("the child is ill");
      if (told(event, "sleeps")) await step.sleep("long", "2h");
      return { doubled: told(event, "n") * 2 };
    });
  const parent = () => {
    const invoked = child();
    const fn = world.client.createFunction(
      { id: "parent", retries, triggers: on("a") },
      async ({ event, step }) => {
        try {
          const result = await step.invoke("call", { function: invoked, data: event.data, timeout: "1h" });
          return result.doubled;
        } catch (error) {
          return error instanceof Error ? `${error.name}: ${error.message}` : "";
        }
      },
    );
    return [fn, invoked];
  };
  const outputs = async (count: number) =>
    Object.fromEntries((await world.ends(count)).map(({ fn, output }) => [fn, output]));

  it("gives its result to who invoked it", async () => {
    await world.serves(parent());
    world.start();
    await world.send("a", { n: 21 });
    expect(await outputs(2)).toEqual({ parent: 42, child: { doubled: 42 } });
  });

  it("gives its error, which can be caught", async () => {
    await world.serves(parent());
    world.start();
    await world.send("a", { fails: true });
    expect((await outputs(2)).parent).toContain("the child is ill");
  });

  it("that takes too long is an error of that name", async () => {
    await world.serves(parent());
    world.start();
    await world.send("a", { n: 1, sleeps: true });
    await world.shows("select count(*)::int as n from inngest_job", [{ n: 2 }]);
    await world.passes(3601);
    expect((await outputs(1)).parent).toContain("InngestInvokeTimeoutError");
  });
});

describe("a cancelled run", () => {
  const cancellable = () =>
    world.client.createFunction(
      { id: "long", retries, triggers: on("start"), cancelOn: [{ event: "stop", match: "data.id" }] },
      async ({ step }) => {
        await step.sleep("long", "30d");
        return "done";
      },
    );

  it("ends by the event that names it, and only that run", async () => {
    await world.serves([cancellable()]);
    world.start();
    await world.send("start", { id: "one" });
    await world.send("start", { id: "two" });
    await world.send("stop", { id: "two" });
    expect(await world.ends(1)).toMatchObject([
      { event: '{"id":"one"}', status: "running" },
      { event: '{"id":"two"}', status: "cancelled" },
    ]);
    await world.shows(
      "select run_id = (select min(id::text)::uuid from inngest_run) as first from inngest_job",
      [{ first: true }],
    );
  });

  it("does not run its failure handler", async () => {
    const events: string[] = [];
    const watcher = world.client.createFunction(
      {
        id: "watch",
        retries,
        triggers: [...on("inngest/function.cancelled"), ...on("inngest/function.failed")],
      },
      ({ event }) => {
        events.push(event.name);
      },
    );
    await world.serves([cancellable(), watcher]);
    world.start();
    await world.send("start", { id: "one" });
    await world.send("stop", { id: "one" });
    await world.ends(2);
    expect(events).toEqual(["inngest/function.cancelled"]);
  });
});

describe("a run that failed", () => {
  it("starts the function's onFailure once, with the event and the error", async () => {
    const seen: unknown[] = [];
    const fn = world.client.createFunction(
      {
        id: "ill",
        retries: 1,
        triggers: on("a"),
        onFailure: ({ event, error }) => {
          seen.push([event.data.function_id, event.data.event.data, error.message]);
          throw new Error("and the handler, too");
        },
      },
      () => {
        throw new Error("ill");
      },
    );
    await world.serves([fn]);
    world.start();
    await world.send("a", { n: 1 });
    expect((await world.ends(2)).map(({ fn: id, status }) => [id, status])).toEqual([
      ["ill", "failed"],
      ["ill-failure", "failed"],
    ]);
    expect(seen).toEqual([
      ["test-ill", { n: 1 }, "ill"],
      ["test-ill", { n: 1 }, "ill"],
    ]);
  });

  it("is told to functions of inngest/function.failed, whichever function it was", async () => {
    const seen: unknown[] = [];
    const fn = world.client.createFunction({ id: "ill", retries, triggers: on("a") }, () => {
      throw new Error("ill");
    });
    const letters = world.client.createFunction(
      { id: "letters", retries, triggers: on("inngest/function.failed") },
      ({ event }) => {
        seen.push(told(event, "error").message, told(event, "event").id);
      },
    );
    await world.serves([fn, letters]);
    world.start();
    await world.send("a", {}, "event-1");
    await world.ends(2);
    expect(seen).toEqual(["ill", "event-1"]);
  });
});

it("events that a step sends start functions, once for each id", async () => {
  const seen: number[] = [];
  const sender = world.client.createFunction(
    { id: "sender", retries, triggers: on("a") },
    async ({ step }) => {
      await step.sendEvent("tell", { id: "told-1", name: "told", data: { n: 1 } });
      await step.sendEvent("tell again", { id: "told-1", name: "told", data: { n: 2 } });
    },
  );
  const hearer = world.client.createFunction({ id: "hearer", retries, triggers: on("told") }, ({ event }) => {
    seen.push(told(event, "n"));
  });
  await world.serves([sender, hearer]);
  world.start();
  await world.send("a");
  await world.ends(2);
  expect(seen).toEqual([1]);
});
