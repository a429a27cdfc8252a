import { NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type EngineWorld, openEngineWorld, told } from "./engine.fixture";

let world: EngineWorld;

beforeAll(async () => {
  world = await openEngineWorld();
});
afterEach(() => world.clear());
afterAll(() => world.close());

const retries = 2;
const on = (event: string) => [{ event }];

it("runs a function without steps once for an event, however often the event comes", async () => {
  let calls = 0;
  const fn = world.client.createFunction({ id: "plain", retries, triggers: on("a") }, ({ event }) => {
    calls += 1;
    return { seen: told(event, "n") };
  });
  await world.serves([fn]);
  world.start();
  await world.send("a", { n: 7 }, "same");
  await world.send("a", { n: 8 }, "same");
  await world.send("b", { n: 9 });
  expect(await world.ends(1)).toMatchObject([{ fn: "plain", status: "completed", output: { seen: 7 } }]);
  expect(calls).toBe(1);
});

it("keeps what steps gave and goes on after each: sequence, loop with repeated ids, nothing as null", async () => {
  const done: string[] = [];
  const fn = world.client.createFunction({ id: "steps", retries, triggers: on("a") }, async ({ step }) => {
    const one = await step.run("one", () => {
      done.push("one");
      return { at: new Date(0) };
    });
    const nothing = await step.run("nothing", () => {
      done.push("nothing");
    });
    let sum = 0;
    for (let n = 1; n <= 3; n += 1) {
      sum += await step.run("add", () => {
        done.push(`add ${n}`);
        return n;
      });
    }
    return { one, nothing, sum };
  });
  await world.serves([fn]);
  world.start();
  await world.send("a");
  const [run] = await world.ends(1);
  expect(run).toMatchObject({ output: { one: { at: "1970-01-01T00:00:00.000Z" }, nothing: null, sum: 6 } });
  expect(done).toEqual(["one", "nothing", "add 1", "add 2", "add 3"]);
  expect(await world.rows("select op, name, attempt from inngest_step order by finished_at")).toHaveLength(5);
  expect(await world.rows("select * from inngest_job")).toEqual([]);
});

it("tries a step again that throws, and ends the run when its tries are used up", async () => {
  let calls = 0;
  const fn = world.client.createFunction({ id: "broken", retries, triggers: on("a") }, async ({ step }) => {
    await step.run("fails", () => {
      calls += 1;
      throw new TypeError(`no ${calls}`);
    });
  });
  await world.serves([fn]);
  world.start();
  await world.send("a");
  expect(await world.ends(1)).toMatchObject([
    { status: "failed", error: { name: "TypeError", message: "no 3" } },
  ]);
  expect(calls).toBe(3);
});

it("lets the function catch a step that failed for good, and counts the attempts of each step anew", async () => {
  const attempts: number[] = [];
  const fn = world.client.createFunction(
    { id: "caught", retries: 1, triggers: on("a") },
    async ({ step, attempt }) => {
      let caught = "";
      try {
        await step.run("fails", () => {
          attempts.push(attempt);
          throw new Error("bad luck");
        });
      } catch (error) {
        caught = error instanceof Error ? error.message : "";
      }
      const flaky = await step.run("flaky", () => {
        attempts.push(attempt);
        if (attempt === 0) throw new Error("once");
        return "second try";
      });
      return { caught, flaky };
    },
  );
  await world.serves([fn]);
  world.start();
  await world.send("a");
  expect(await world.ends(1)).toMatchObject([{ output: { caught: "bad luck", flaky: "second try" } }]);
  expect(attempts).toEqual([0, 1, 0, 1]);
});

it("does not try again what says that it cannot be helped", async () => {
  let calls = 0;
  const fn = world.client.createFunction({ id: "final", retries, triggers: on("a") }, () => {
    calls += 1;
    throw new NonRetriableError("never");
  });
  await world.serves([fn]);
  world.start();
  await world.send("a");
  expect(await world.ends(1)).toMatchObject([{ status: "failed", error: { message: "never" } }]);
  expect(calls).toBe(1);
});

it("waits as long as a RetryAfterError says", async () => {
  let calls = 0;
  const fn = world.client.createFunction({ id: "later", retries, triggers: on("a") }, () => {
    calls += 1;
    if (calls === 1) throw new RetryAfterError("busy", "40s");
    return calls;
  });
  await world.serves([fn]);
  world.start();
  await world.send("a");
  await world.shows(
    "select round(extract(epoch from run_at - app_now()) / 10)::int as tens, attempt from inngest_job",
    [{ tens: 4, attempt: 1 }],
  );
  await world.passes(41);
  expect(await world.ends(1)).toMatchObject([{ status: "completed", output: 2 }]);
});

it("cuts off a call that hangs and counts it as a failure", async () => {
  let calls = 0;
  const fn = world.client.createFunction({ id: "hangs", retries, triggers: on("a") }, async () => {
    calls += 1;
    if (calls === 1) await new Promise(() => {});
    return "alive";
  });
  await world.serves([fn]);
  world.start({ timeoutMs: 2000 });
  await world.send("a");
  expect(await world.ends(1)).toMatchObject([{ status: "completed", output: "alive" }]);
  expect(calls).toBe(2);
});

it("sleeps by the database's clock, and for nobody's cost meanwhile", async () => {
  const fn = world.client.createFunction({ id: "sleepy", retries, triggers: on("a") }, async ({ step }) => {
    await step.sleep("nap", "3h");
    return "awake";
  });
  await world.serves([fn]);
  world.start();
  await world.send("a");
  await world.shows("select kind, lease_token from inngest_job", [{ kind: "timer", lease_token: null }]);
  await world.passes(2 * 3600);
  await world.shows("select count(*)::int as n from inngest_job where run_at <= app_now()", [{ n: 0 }]);
  await world.passes(3601);
  expect(await world.ends(1)).toMatchObject([{ output: "awake" }]);
});

it("runs parallel steps each once and gives their results together", async () => {
  const done: string[] = [];
  const fn = world.client.createFunction({ id: "parallel", retries, triggers: on("a") }, async ({ step }) => {
    const results = await Promise.all(
      ["x", "y", "z"].map((name) =>
        step.run(name, () => {
          done.push(name);
          return name.toUpperCase();
        }),
      ),
    );
    const after = await step.run("after", () => {
      done.push("after");
      return results.join("");
    });
    return after;
  });
  await world.serves([fn]);
  world.start();
  await world.send("a");
  expect(await world.ends(1)).toMatchObject([{ output: "XYZ" }]);
  expect([...done].sort()).toEqual(["after", "x", "y", "z"]);
});

it("moves a branch beside a long sleep", async () => {
  const fn = world.client.createFunction({ id: "branches", retries, triggers: on("a") }, async ({ step }) => {
    const [, fast] = await Promise.all([
      step.sleep("long", "10d"),
      step.run("first", () => 1).then((n) => step.run("second", () => n + 1)),
    ]);
    return fast;
  });
  await world.serves([fn]);
  world.start();
  await world.send("a");
  await world.shows("select name from inngest_step order by finished_at", [
    { name: "first" },
    { name: "second" },
  ]);
  await world.passes(11 * 86_400);
  expect(await world.ends(1)).toMatchObject([{ output: 2 }]);
});

it("goes on after a race while the loser is under way", async () => {
  let letGo: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const fn = world.client.createFunction(
    { id: "race", retries, triggers: on("a") },
    async ({ step, group }) => {
      const winner = await group.parallel({ mode: "race" }, () =>
        Promise.race([
          step.run("slow", async () => {
            await held;
            return "slow";
          }),
          step.run("fast", () => "fast"),
        ]),
      );
      await step.run("after", () => winner);
      return winner;
    },
  );
  await world.serves([fn]);
  world.start();
  await world.send("a");
  await world.shows("select name from inngest_step order by finished_at", [
    { name: "fast" },
    { name: "after" },
  ]);
  letGo();
  expect(await world.ends(1)).toMatchObject([{ output: "fast" }]);
});
