import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import postgres from "postgres";
import { vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { acceptEvents } from "./accept-events";
import type { EngineEvent, Handler } from "./engine-event";
import { engineTransaction } from "./engine-transaction";
import { type Executor, type ExecutorOptions, startExecutor } from "./executor";
import { type Registry, readRegistry } from "./registry";
import { sendFetch } from "./send-fetch";
import { localSigningKey } from "./sign-call";

/** A run as the tests look at it. */
export interface RunSeen {
  readonly id: string;
  readonly fn: string;
  readonly event: string;
  readonly status: string;
  readonly output: JsonValue;
  readonly error: { readonly name: string; readonly message: string } | null;
}

type Row = Record<string, unknown>;

export interface EngineWorld {
  readonly test: TestDatabase;
  /** Functions are created with it; what it sends is accepted at once. */
  readonly client: Inngest;
  /** Makes these the functions there are. */
  readonly serves: (functions: readonly InngestFunction.Any[]) => Promise<void>;
  readonly registry: () => Registry;
  readonly handler: () => Handler;
  /** Hands an event over; its id is made up unless given. */
  readonly send: (name: string, data?: JsonValue, id?: string) => Promise<void>;
  /** Starts an executor that looks every 20 ms and waits 20 ms before it tries again. */
  readonly start: (options?: Partial<ExecutorOptions>) => Executor;
  /** Puts the database's clock forward for everybody. */
  readonly passes: (seconds: number) => Promise<void>;
  readonly runs: () => Promise<readonly RunSeen[]>;
  /** Waits until so many runs are over. @returns all runs, oldest first. */
  readonly ends: (count: number) => Promise<readonly RunSeen[]>;
  readonly rows: (query: string) => Promise<readonly Row[]>;
  /** Waits until a query gives exactly this. */
  readonly shows: (query: string, expected: readonly Row[]) => Promise<void>;
  /** Stops the executors and empties the tables. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const tables = [
  "inngest_event",
  "inngest_run",
  "inngest_step",
  "inngest_job",
  "inngest_pause",
  "inngest_cron",
  "inngest_debounce",
  "inngest_dedupe",
  "engine_function_pauses",
];

/** A database whose clock can be moved, and an Inngest client whose events go into it. */
export async function openEngineWorld(): Promise<EngineWorld> {
  const test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("PROCESS", "worker");
  resetEnvironment();
  await makeClockMovable(test.directUrl);
  const executors: Executor[] = [];
  let served: { readonly handler: Handler; readonly registry: Registry } | null = null;
  const current = () => {
    if (served === null) throw new Error("no functions are served yet");
    return served;
  };
  const accept = async (events: readonly EngineEvent[]): Promise<void> => {
    await engineTransaction((tx) => acceptEvents(tx, current().registry, events));
    for (const executor of executors) executor.wake();
  };
  const client = new Inngest({
    id: "test",
    isDev: false,
    eventKey: "local",
    signingKey: localSigningKey(),
    checkpointing: false,
    fetch: sendFetch(accept),
    logger: { info() {}, warn() {}, error() {}, debug() {} },
  });
  const rows = (query: string): Promise<readonly Row[]> =>
    test.sql.begin(async (sql) => {
      await sql`select set_config('hi.viewer', 'system', true)`;
      return [...(await sql.unsafe(query))] as Row[];
    }) as Promise<readonly Row[]>;
  const runs = async (): Promise<readonly RunSeen[]> =>
    (
      await rows(`select r.id, r.fn_id, e.data as event, r.status, r.output, r.error
        from inngest_run r join inngest_event e on e.id = r.event_id order by r.id`)
    ).map((row) => ({
      id: String(row.id),
      fn: String(row.fn_id).replace(/^test-/, ""),
      event: JSON.stringify(row.event),
      status: String(row.status),
      output: row.output as JsonValue,
      error: row.error as RunSeen["error"],
    }));
  const waitOptions = { timeout: 25_000, interval: 15 };
  return {
    test,
    client,
    rows,
    runs,
    registry: () => current().registry,
    handler: () => current().handler,
    async serves(functions) {
      const handler: Handler = serve({ client, functions: [...functions] });
      served = { handler, registry: await readRegistry(handler) };
    },
    send: (name, data = {}, id = crypto.randomUUID()) => accept([{ id, name, data, ts: Date.now() }]),
    start(options = {}) {
      const { handler, registry } = current();
      const executor = startExecutor({
        handler,
        registry,
        pollMs: 20,
        retryBaseMs: 20,
        random: () => 0,
        ...options,
      });
      executors.push(executor);
      return executor;
    },
    async passes(seconds) {
      const owner = postgres(test.directUrl, { max: 1, onnotice: () => {} });
      await owner`update test_clock set shift = shift + make_interval(secs => ${seconds})`;
      await owner.end();
      for (const executor of executors) executor.wake();
    },
    async ends(count) {
      await vi.waitFor(async () => {
        const over = (await runs()).filter(({ status }) => status !== "running");
        if (over.length < count) throw new Error(`${over.length} of ${count} runs are over`);
      }, waitOptions);
      return runs();
    },
    async shows(query, expected) {
      await vi.waitFor(async () => {
        const found = JSON.stringify(await rows(query));
        if (found !== JSON.stringify(expected)) throw new Error(`it shows ${found}`);
      }, waitOptions);
    },
    async clear() {
      await Promise.all(executors.splice(0).map((executor) => executor.stop()));
      for (const table of tables) await rows(`delete from ${table}`);
    },
    async close() {
      await Promise.all(executors.map((executor) => executor.stop()));
      await database().close();
      await test.close();
    },
  };
}

/** All sessions of the database see the same shift at once, as if the machine's clock had been put forward. */
async function makeClockMovable(directUrl: string): Promise<void> {
  const owner = postgres(directUrl, { max: 1, onnotice: () => {} });
  await owner`create table test_clock (shift interval not null)`;
  await owner`insert into test_clock values ('0')`;
  await owner`grant select on test_clock to hi_app`;
  await owner`create or replace function public.app_now() returns timestamptz language sql stable
    as $$ select now() + (select shift from public.test_clock) $$`;
  await owner.end();
}

/** A field of what an event says; the SDK knows nothing of our events' data. */
export function told(event: { readonly data?: unknown }, name: string) {
  return Reflect.get(Object(event.data), name);
}
