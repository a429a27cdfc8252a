import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type EngineWorld, openEngineWorld } from "./engine.fixture";

const broken = vi.hoisted(() => ({ fence: false }));

vi.mock("./apply/locked-run", async (importActual) => {
  const actual = await importActual<typeof import("./apply/locked-run")>();
  const twin: typeof actual = {
    ...actual,
    holdsFence: (tx, job) => (broken.fence ? Promise.resolve(true) : actual.holdsFence(tx, job)),
  };
  return twin;
});

let world: EngineWorld;

beforeAll(async () => {
  world = await openEngineWorld();
});
beforeEach(() => {
  broken.fence = false;
});
afterEach(() => world.clear());
afterAll(() => world.close());

const on = (event: string) => [{ event }];

/** Neither lease nor call ends by itself, however slow the machine is. */
const patient = { leaseSeconds: 600, timeoutMs: 120_000, concurrency: 1 };

/** Calls that wait to be let go, in the order they came. */
function turnstile() {
  const waiting: (() => void)[] = [];
  return {
    enter: () => new Promise<void>((resolve) => waiting.push(resolve)),
    letGo: (index: number) => waiting[index]?.(),
    waitFor: (count: number) =>
      vi.waitFor(() => expect(waiting).toHaveLength(count), { timeout: 25_000, interval: 10 }),
  };
}

/**
 * One executor's lease runs out while it calls, another takes the job over, and the first one's answer, a failure of the
 * step, comes while the second is still at it.
 */
async function zombie(): Promise<readonly unknown[]> {
  const { enter, letGo, waitFor } = turnstile();
  let calls = 0;
  const fn = world.client.createFunction({ id: "slow", retries: 3, triggers: on("a") }, ({ step }) =>
    step.run("only", async () => {
      calls += 1;
      const call = calls;
      await enter();
      if (call === 1) throw new Error("late");
      return call;
    }),
  );
  await world.serves([fn]);
  const late: string[] = [];
  world.start({ ...patient, failpoint: (point) => void late.push(point) });
  await world.send("a");
  await waitFor(1);
  await world.passes(601);
  world.start(patient);
  await waitFor(2);
  letGo(0);
  await vi.waitFor(() => expect(late.some((point) => point === "fenced" || point === "applied")).toBe(true), {
    timeout: 25_000,
  });
  const jobs = await world.rows(
    "select attempt, lease_token is not null as is_leased, losses from inngest_job",
  );
  // From here on the first executor may be given other jobs.
  const seen = [...jobs, late.at(-1), calls];
  letGo(1);
  if (!broken.fence) await world.ends(1);
  return seen;
}

it("the late answer of an executor whose lease ran out is fenced off: whoever has the job now goes on undisturbed", async () => {
  expect(await zombie()).toEqual([{ attempt: 0, is_leased: true, losses: 1 }, "fenced", 2]);
  expect(await world.runs()).toMatchObject([{ status: "completed", output: 2 }]);
});

it("without the fence that answer takes the job away from whoever has it", async () => {
  broken.fence = true;
  expect(await zombie()).not.toEqual([{ attempt: 0, is_leased: true, losses: 1 }, "fenced", 2]);
});

it("a job whose executor died is taken over when its lease ends, and not before", async () => {
  let calls = 0;
  const fn = world.client.createFunction({ id: "orphan", retries: 0, triggers: on("a") }, () => {
    calls += 1;
    return calls;
  });
  await world.serves([fn]);
  const dead = world.start({
    leaseSeconds: 600,
    failpoint() {
      throw new Error("dies");
    },
  });
  await world.send("a");
  await world.shows("select count(*)::int as n from inngest_job where lease_token is not null", [{ n: 1 }]);
  await dead.stop();
  world.start();
  await world.passes(500);
  await world.shows("select count(*)::int as n from inngest_job where lease_until > app_now()", [{ n: 1 }]);
  await world.passes(101);
  expect(await world.ends(1)).toMatchObject([{ status: "completed", output: 1 }]);
});

it("a lease is prolonged while its call goes on", async () => {
  const { enter, letGo, waitFor } = turnstile();
  const fn = world.client.createFunction({ id: "long", retries: 0, triggers: on("a") }, enter);
  await world.serves([fn]);
  world.start({ leaseSeconds: 6, timeoutMs: 120_000 });
  await world.send("a");
  await waitFor(1);
  const [first] = await world.rows("select lease_until::text as until from inngest_job");
  await vi.waitFor(
    async () => {
      const [now] = await world.rows(
        "select lease_until::text as until from inngest_job where lease_token is not null",
      );
      expect(now?.until).toBeDefined();
      expect(now?.until).not.toBe(first?.until);
    },
    { timeout: 25_000, interval: 50 },
  );
  letGo(0);
  await world.ends(1);
});

it("a job that took its process with it twenty times ends its run", async () => {
  const fn = world.client.createFunction({ id: "deadly", retries: 0, triggers: on("a") }, () => "fine");
  await world.serves([fn]);
  await world.send("a");
  await world.rows("update inngest_job set losses = 20");
  world.start();
  expect(await world.ends(1)).toMatchObject([{ status: "failed", error: { name: "LostError" } }]);
});

it("an executor that stops waits for its calls, and gives back what takes too long", async () => {
  const { enter, letGo, waitFor } = turnstile();
  let calls = 0;
  const fn = world.client.createFunction({ id: "stopped", retries: 0, triggers: on("a") }, async () => {
    calls += 1;
    if (calls === 1) await enter();
    return calls;
  });
  await world.serves([fn]);
  const first = world.start({ leaseSeconds: 600, drainMs: 50 });
  await world.send("a");
  await waitFor(1);
  await first.stop();
  await world.shows("select lease_token, attempt from inngest_job", [{ lease_token: null, attempt: 0 }]);
  letGo(0);
  world.start();
  expect(await world.ends(1)).toMatchObject([{ output: 2 }]);
});
