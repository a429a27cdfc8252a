import { AsyncLocalStorage } from "node:async_hooks";
import type { Inngest } from "inngest";
import postgres from "postgres";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import { type EngineWorld, openEngineWorld, told } from "./engine.fixture";
import type { Handler } from "./engine-event";
import type { ExecutorOptions } from "./executor";
import {
  expectedRuns,
  expectedValue,
  interpret,
  type Program,
  programRetries,
  randomProgram,
  seededRandom,
} from "./random-program.fixture";

export interface CrashOptions {
  readonly seeds: readonly number[];
  /** Share of the points at which a job's executor dies. */
  readonly crashRatio: number;
  /** Share of the looks at which all leases end under those who hold them. */
  readonly lapseRatio: number;
}

export interface CrashWorld {
  /** Runs the programs of all seeds side by side in two executors. @returns what is not as without crashes, empty if all is. */
  readonly run: (options: CrashOptions) => Promise<readonly string[]>;
  /** How many calls died or came too late so far. */
  readonly lost: () => number;
  readonly close: () => Promise<void>;
}

const leaseSeconds = 20;
/** Far more than it takes; each gives the executors time to do something. */
const looksMax = 5000;
const crash = new Error("the executor dies here");

/**
 * Random functions in a database of their own. Each step's effect is guarded as `inngest.md` asks for, and every call of a
 * step's body is noted with the call it was made in: of the calls whose answers were written down, as many have to have run
 * a step as without crashes.
 */
export async function openCrashWorld(): Promise<CrashWorld> {
  const world = await openEngineWorld();
  const owner = postgres(world.test.directUrl, { max: 1, onnotice: () => {} });
  await owner`create table guard (key text primary key)`;
  await owner`create table effect (key text not null)`;
  await owner`grant all on guard, effect to hi_app`;
  await owner.end();

  const inCall = new AsyncLocalStorage<string>();
  const bodies: { readonly seed: number; readonly stepId: string; readonly call: string }[] = [];
  const lostCalls = new Set<string>();
  /** Calls whose answers were written down: only of these is known for sure that they count. */
  const settledCalls = new Set<string>();
  const inVain: string[] = [];

  async function effect(seed: number, stepId: string, iteration: number): Promise<void> {
    bodies.push({ seed, stepId, call: inCall.getStore() ?? "" });
    const key = `${seed}/${stepId}/${iteration}`;
    await world.test.sql`
      with first as (insert into guard values (${key}) on conflict do nothing returning key)
      insert into effect select key from first`;
  }

  await world.serves(programFunctions(world.client, effect));
  const inner = world.handler();
  const handler: Handler = async (request) => {
    const stepId = new URL(request.url).searchParams.get("stepId") ?? "";
    const { event, steps } = (await request.clone().json()) as {
      readonly event: { readonly data: { readonly seed?: number } };
      readonly steps: Readonly<Record<string, unknown>>;
    };
    if (steps[stepId] !== undefined)
      inVain.push(`seed ${event.data.seed}: asked for a step that is finished`);
    return inCall.run(request.headers.get("x-request-id") ?? "", () => inner(request));
  };

  /** What is wrong so far; what is merely not there yet is only looked for in the end. */
  function doubled(seeds: readonly number[]): string[] {
    const counts = countBodies(bodies.filter(({ call }) => settledCalls.has(call)));
    const tooOften = seeds.flatMap((seed) =>
      [...expectedRuns(randomProgram(seed))].flatMap(([stepId, expected]) => {
        const count = counts.get(`${seed}/${stepId}`) ?? 0;
        return count > expected ? [`seed ${seed}: ${stepId} ran ${count} times instead of ${expected}`] : [];
      }),
    );
    return [...inVain, ...tooOften];
  }

  async function problems(seeds: readonly number[]): Promise<string[]> {
    const counts = countBodies(bodies.filter(({ call }) => settledCalls.has(call)));
    const runs = new Map((await world.runs()).map((run) => [run.event, run]));
    const effects = new Map(
      (await world.rows("select key, count(*)::int as n from effect group by key")).map(({ key, n }) => [
        key,
        n,
      ]),
    );
    return seeds.flatMap((seed) => {
      const program = randomProgram(seed);
      const run = runs.get(JSON.stringify({ seed }));
      const found: string[] = [];
      if (JSON.stringify(run?.output) !== JSON.stringify(expectedValue(program))) {
        found.push(`seed ${seed}: ${run?.status} ${JSON.stringify(run?.output ?? run?.error)}`);
      }
      for (const [stepId, expected] of expectedRuns(program)) {
        const count = counts.get(`${seed}/${stepId}`) ?? 0;
        if (count !== expected)
          found.push(`seed ${seed}: ${stepId} ran ${count} times instead of ${expected}`);
      }
      for (const [key, n] of effects) {
        if (String(key).startsWith(`${seed}/`) && n !== 1)
          found.push(`seed ${seed}: effect ${key} is there ${n} times`);
      }
      return found;
    });
  }

  return {
    lost: () => lostCalls.size,
    async run({ seeds, crashRatio, lapseRatio }) {
      const random = seededRandom(seeds[0] ?? 0);
      const failpoint: ExecutorOptions["failpoint"] = (point, job) => {
        if (point === "fenced") lostCalls.add(job.token);
        if (point === "applied") settledCalls.add(job.token);
        if (random() >= crashRatio) return;
        if (point !== "applied") lostCalls.add(job.token);
        throw crash;
      };
      const executors = [1, 2].map(() =>
        world.start({ handler, leaseSeconds, failpoint, pollMs: 25, timeoutMs: 60_000 }),
      );
      // Every third program runs with the SDK's older way of replaying parallel steps.
      for (const seed of seeds) await world.send(seed % 3 === 0 ? "program.old" : "program", { seed });
      let state: Driven = "busy";
      for (let look = 0; look < looksMax && state === "busy" && doubled(seeds).length === 0; look += 1) {
        state = await drive(world, random() < lapseRatio);
      }
      // What is committed is noted a moment later.
      await Promise.all(executors.map((executor) => executor.stop()));
      const found =
        state === "over"
          ? [...inVain, ...(await problems(seeds))]
          : [`${state} at the end`, ...doubled(seeds)];
      await world.clear();
      bodies.length = 0;
      inVain.length = 0;
      return found;
    },
    close: world.close,
  };
}

function countBodies(bodies: readonly { readonly seed: number; readonly stepId: string }[]) {
  const counts = new Map<string, number>();
  for (const { seed, stepId } of bodies) {
    const key = `${seed}/${stepId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Stranded is a run without any job: nothing will ever touch it. */
type Driven = "busy" | "over" | "stranded";

/** One look at the world: answers waits, and lets time pass when nothing else happens. */
async function drive(world: EngineWorld, lapse: boolean): Promise<Driven> {
  const [state] = await world.rows(`
    select (select count(*)::int from inngest_run where status = 'running') as running,
      exists (select from inngest_run r where status = 'running'
        and not exists (select from inngest_job j where j.run_id = r.id)) as is_stranded,
      (select count(*)::int from inngest_job where run_at <= app_now() and (lease_token is null or lease_until > app_now()))
        as busy,
      (select extract(epoch from min(case when lease_token is null then run_at else lease_until end) - app_now())::float8
        from inngest_job) as next_seconds`);
  if (state?.running === 0) return "over";
  if (state?.is_stranded === true) return "stranded";
  const waits = await world.rows(`
    select distinct p.match #>> '{data,seed}' as seed, p.match #>> '{data,node}' as node from inngest_pause p
    where p.event_name = 'answer' and not exists (
      select from inngest_job j where j.run_id = p.run_id and j.step_hash = p.step_hash and j.kind = 'event')`);
  let answered = 0;
  for (const { seed, node } of waits) {
    const value = answerOf(Number(seed), String(node));
    if (value === null) continue;
    answered += 1;
    await world.send("answer", { seed: Number(seed), node: String(node), value });
  }
  const nextSeconds = Number(state?.next_seconds ?? 0);
  if (lapse) await world.passes(leaseSeconds + 1);
  else if (state?.busy === 0 && answered === 0 && nextSeconds > 0) await world.passes(nextSeconds + 600);
  else await new Promise((resolve) => setTimeout(resolve, 15));
  return "busy";
}

function answerOf(seed: number, nodeId: string): number | null {
  let found: number | null = null;
  const walk = (node: Program): void => {
    if (node.kind === "wait" && node.id === nodeId && node.isAnswered) found = node.value;
    else if (node.kind === "loop") walk(node.body);
    else if (node.kind === "sequence" || node.kind === "parallel") node.parts.forEach(walk);
  };
  walk(randomProgram(seed));
  return found;
}

function programFunctions(
  client: Inngest,
  effect: (seed: number, stepId: string, iteration: number) => Promise<void>,
) {
  const child = client.createFunction({ id: "child", retries: 0, triggers: [] }, async ({ event, step }) => {
    const value: number = await step.run("double", () => told(event, "value") * 2);
    if (told(event, "fails")) throw new Error("the child fails");
    return value;
  });
  const make = (id: string, isOld: boolean) =>
    client.createFunction(
      {
        id,
        retries: programRetries,
        triggers: [{ event: isOld ? "program.old" : "program" }],
        optimizeParallelism: !isOld,
      },
      ({ event, step, group, attempt }) => {
        const seed: number = event.data.seed;
        return interpret(randomProgram(seed), {
          step,
          group,
          attempt,
          effect: (stepId, iteration) => effect(seed, stepId, iteration),
          awaitEvent: async (node, isAnswered) => {
            const answer = await step.waitForEvent(node, {
              event: "answer",
              // Time passes by hours here, and an answer that is sure to come must not be too late.
              timeout: isAnswered ? "300d" : "1h",
              if: `async.data.seed == event.data.seed && async.data.node == '${node}'`,
            });
            const data: { readonly [key: string]: JsonValue } | undefined = answer?.data;
            return typeof data?.value === "number" ? data.value : null;
          },
          invokeChild: (node, value, fails) =>
            step.invoke(node, { function: child, data: { value, fails }, timeout: "300d" }),
        });
      },
    );
  return [make("random", false), make("random-old", true), child];
}
