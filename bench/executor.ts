import { sql } from "drizzle-orm";
import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { acceptEvents } from "@/inngest/embedded/accept-events";
import { engineTransaction } from "@/inngest/embedded/engine-transaction";
import { startExecutor } from "@/inngest/embedded/executor";
import { type Registry, readRegistry } from "@/inngest/embedded/registry";
import { sendFetch } from "@/inngest/embedded/send-fetch";
import { localSigningKey } from "@/inngest/embedded/sign-call";
import { database } from "@/lib/server/database";
import { startBenchDatabase } from "./measure/bench-database";
import { figure, median } from "./measure/statistics";

const rounds = 5;
const events = 400;
const steps = 3;
const commitsPerRound = 400;
/** As many as the executor's calls, so that both are alike. */
const atOnce = 8;

/**
 * Calls a second of the embedded executor, one executor in this process: functions without steps, and with three in a row.
 * Beside it, in turns, plain commits of one row a second from as many writers: what the disk gives at that moment.
 */
export async function measureExecutor() {
  const bench = await startBenchDatabase({ PROCESS: "worker", OUTBOX_NOTIFY: "off" });
  try {
    const engine = await openEngine();
    const plain: number[] = [];
    const stepped: number[] = [];
    const commits: number[] = [];
    await callsPerSecond(engine, "plain", 100, 1);
    for (let round = 0; round < rounds; round += 1) {
      commits.push(await commitsPerSecond());
      plain.push(await callsPerSecond(engine, "plain", events, 1));
      stepped.push(await callsPerSecond(engine, "stepped", Math.round(events / (steps + 1)), steps + 1));
    }
    return {
      atOnce,
      callsPerSecond: { withoutSteps: figure(median(plain)), withSteps: figure(median(stepped)) },
      commitsPerSecond: figure(median(commits)),
      callsPerCommit: figure(median(plain) / median(commits)),
    };
  } finally {
    await database().close();
    await bench.stop();
  }
}

type Handler = (request: Request) => Promise<Response>;

async function openEngine(): Promise<{ readonly handler: Handler; readonly registry: Registry }> {
  const client = new Inngest({
    id: "bench",
    isDev: false,
    eventKey: "local",
    signingKey: localSigningKey(),
    checkpointing: false,
    fetch: sendFetch(() => Promise.resolve()),
  });
  const plain = client.createFunction(
    { id: "plain", retries: 1, triggers: [{ event: "plain" }] },
    () => null,
  );
  const stepped = client.createFunction(
    { id: "stepped", retries: 1, triggers: [{ event: "stepped" }] },
    async ({ step }) => {
      for (let index = 0; index < steps; index += 1) await step.run(`step ${index}`, () => index);
    },
  );
  const handler: Handler = serve({ client, functions: [plain, stepped] });
  return { handler, registry: await readRegistry(handler) };
}

async function callsPerSecond(
  { handler, registry }: { readonly handler: Handler; readonly registry: Registry },
  name: string,
  count: number,
  callsEach: number,
): Promise<number> {
  const sent = Array.from({ length: count }, () => ({
    id: crypto.randomUUID(),
    name,
    data: {},
    ts: Date.now(),
  }));
  await engineTransaction((tx) => acceptEvents(tx, registry, sent));
  const begin = performance.now();
  const executor = startExecutor({ handler, registry, concurrency: atOnce });
  while (await hasRunning()) await new Promise((resolve) => setTimeout(resolve, 25));
  const seconds = (performance.now() - begin) / 1000;
  await executor.stop();
  return (count * callsEach) / seconds;
}

function hasRunning(): Promise<boolean> {
  return engineTransaction(async (tx) => {
    const [row] = await tx.execute<{ is_busy: boolean }>(sql`
      select exists (select from inngest_job) as is_busy`);
    return row?.is_busy ?? false;
  });
}

async function commitsPerSecond(): Promise<number> {
  const begin = performance.now();
  let left = commitsPerRound;
  const writer = async () => {
    while (left > 0) {
      left -= 1;
      const id = crypto.randomUUID();
      await database().sql`insert into bench_changes (id, org_id, note) values (${id}, ${id}, 'plain')`;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, writer));
  return commitsPerRound / ((performance.now() - begin) / 1000);
}
