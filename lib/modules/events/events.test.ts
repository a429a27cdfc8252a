import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { userViewer } from "@/lib/server/testing/viewers";
import { discardDeadLetters, replayDeadLetters } from "./commands/dead-letters";
import { pauseFunction, resumeFunction } from "./commands/pause-function";
import { getEventsOverview } from "./queries/get-overview";
import { listDeadLetters } from "./queries/list-dead-letters";
import { listFunctions } from "./queries/list-functions";
import { getRun, listRuns } from "./queries/list-runs";
import {
  deadLettersQuerySchema,
  deadLettersSchema,
  eventsOverviewSchema,
  functionsSchema,
  runDetailSchema,
  runsQuerySchema,
  runsSchema,
} from "./schema";

const [ours, theirs, ownerId] = [randomUUID(), randomUUID(), randomUUID()];
const owner = userViewer({ userId: ownerId, orgId: ours, role: "owner" });
const operator = userViewer({ userId: randomUUID(), orgId: ours, role: "operator" });
let test: TestDatabase;
/** As the owner of the tables, past row-level security. */
let sql: postgres.Sql;

beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("LOG_LEVEL", "silent");
  resetEnvironment();
  sql = postgres(test.directUrl, { max: 2, onnotice: () => {} });
});
beforeEach(async () => {
  await sql`truncate event_outbox, event_dlq, inngest_run, inngest_event, inngest_step, inngest_job, inngest_cron,
    engine_functions, engine_function_pauses, live_receipts`;
  await sql`delete from companies`;
  await sql`insert into companies (id, name) values (${ours}, 'Ours')`;
});
afterAll(async () => {
  await Promise.all([database().close(), sql.end()]);
  await test.close();
});

const addCompany = () => sql`insert into companies (id, name) values (${theirs}, 'Theirs')`;

/** An event that was handed over, written so many milliseconds before. */
async function addEvent(orgId: string | null, lagMs = 20, type = "mail.requested"): Promise<string> {
  const eventId = randomUUID();
  await sql`
    insert into event_outbox (event_id, org_id, aggregate_type, aggregate_id, aggregate_version, type, payload, actor,
      state, created_at, done_at)
    values (${eventId}, ${orgId}, 'thing', 'thing-1', 1, ${type}, '{"say":"hello"}', 'system:test', 2,
      now() - interval '2 minutes' - ${lagMs} * interval '1 millisecond', now() - interval '2 minutes')`;
  return eventId;
}

async function addLetter(orgId: string | null, consumer = "mail.send"): Promise<string> {
  const eventId = await addEvent(orgId);
  await sql`
    insert into event_dlq (event_id, consumer, payload, error, stack, attempts, first_seen, last_seen)
    values (${eventId}, ${consumer}, '{"say":"hello"}', 'Error: down', 'at somewhere', 5, now(), now())`;
  return eventId;
}

async function addRun(orgId: string | null, status = "completed"): Promise<string> {
  const [eventId, runId] = [randomUUID(), randomUUID()];
  const atMs = Date.now() - 1000;
  await sql`
    insert into inngest_event (id, name, data, ts_ms, received_at)
    values (${eventId}, 'mail.requested', ${JSON.stringify({ eventId, orgId })}::text::jsonb, ${atMs}, now())`;
  await sql`
    insert into inngest_run (id, fn_id, event_id, status, created_at, ended_at, error)
    values (${runId}, 'hashinsight-mail-send', ${eventId}, ${status},
      now() - interval '1 second', to_timestamp(${(atMs + 250) / 1000}::float8),
      ${status === "failed" ? '{"name":"Error","message":"down","stack":"at x"}' : null}::text::jsonb)`;
  return runId;
}

const open = () => listDeadLetters(owner, deadLettersQuerySchema.parse({}));

describe("the overview", () => {
  it("measures from commit to hand-over, to effect and to the browser, and counts by minute", async () => {
    await addEvent(ours, 20);
    await addEvent(ours, 40);
    await addRun(ours);
    await sql`insert into live_receipts (id, topic, org_id, committed_at, received_at)
      values (${randomUUID()}, 'portfolio', ${ours}, now() - interval '80 milliseconds', now())`;
    const overview = eventsOverviewSchema.parse(await getEventsOverview(owner));
    expect(overview.lags.handOver).toMatchObject({ count: 2 });
    expect(overview.lags.handOver?.p50Ms).toBeCloseTo(30, 3);
    expect(overview.lags.effect?.p99Ms).toBeCloseTo(250, 0);
    expect(overview.lags.screen?.p95Ms).toBeCloseTo(80, 3);
    expect(overview.perMinute).toHaveLength(60);
    expect(overview.perMinute.reduce((sum, { handedOver }) => sum + handedOver, 0)).toBe(2);
    expect(overview).toMatchObject({ engine: "embedded", scope: "deployment", alarms: [] });
  });

  it("says what was not measured instead of a number", async () => {
    expect((await getEventsOverview(owner)).lags).toEqual({ handOver: null, effect: null, screen: null });
  });

  it("raises an alarm for dead letters, for what waits longer than thirty seconds, and for what is paused", async () => {
    await addLetter(ours);
    await sql`update event_outbox set state = 0, created_at = now() - interval '31 seconds', done_at = null`;
    await sql`insert into engine_functions values ('hashinsight-mail-send', 'mail.send', '["mail.requested"]', 4, now())`;
    await pauseFunction(owner, { functionId: "hashinsight-mail-send", reason: "provider is down" });
    const { alarms, outbox } = await getEventsOverview(owner);
    expect(alarms.map(({ kind }) => kind)).toEqual(["dead_letters", "stuck", "paused"]);
    expect(alarms[2]?.message).toContain("mail.send");
    expect(outbox).toMatchObject({ pending: 1, oldestPendingAt: expect.any(String) });
  });
});

describe("dead letters", () => {
  it("are replayed under the event's own id, once, with the order of its aggregate kept, and noted in the trail", async () => {
    const eventId = await addLetter(ours);
    expect(await replayDeadLetters(owner, { letters: [{ eventId, consumer: "mail.send" }] })).toEqual({
      replayed: 1,
    });
    const rows = await sql`
      select state::int, type, payload, aggregate_version as version, replay_of is not null as "isReplay"
      from event_outbox where event_id = ${eventId} order by id`;
    const event = { type: "mail.requested", payload: { say: "hello" }, version: 1 };
    expect(rows).toEqual([
      { ...event, state: 2, isReplay: false },
      { ...event, state: 0, isReplay: true },
    ]);
    expect((await open()).letters).toEqual([]);
    expect(
      await sql`select actor_id from audit_entries where action = 'events.dead_letters_replayed' and org_id = ${ours}`,
    ).toEqual([{ actor_id: ownerId }]);
    await expect(
      replayDeadLetters(owner, { letters: [{ eventId, consumer: "mail.send" }] }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("all of them are taken up together, an event that failed twice once", async () => {
    const eventId = await addLetter(ours);
    await sql`insert into event_dlq select event_id, 'other', payload, error, stack, attempts, first_seen, last_seen
      from event_dlq`;
    await addLetter(ours);
    expect(await replayDeadLetters(owner, { letters: "all" })).toEqual({ replayed: 3 });
    const [counted] =
      await sql`select count(*)::int as replays from event_outbox where replay_of is not null`;
    expect(counted).toEqual({ replays: 2 });
    expect(
      await sql`select 1 from event_outbox where event_id = ${eventId} and replay_of is not null`,
    ).toHaveLength(1);
  });

  it("one of several that is unknown keeps all of them where they are", async () => {
    const eventId = await addLetter(ours);
    const letters = [
      { eventId, consumer: "mail.send" },
      { eventId: randomUUID(), consumer: "mail.send" },
    ];
    await expect(replayDeadLetters(owner, { letters })).rejects.toMatchObject({ code: "not_found" });
    expect((await open()).open).toBe(1);
  });

  it("are discarded with a reason, after the person confirmed who they are, and stay readable", async () => {
    const eventId = await addLetter(ours);
    const input = { letters: [{ eventId, consumer: "mail.send" }], reason: "sent by hand" };
    const unconfirmed = userViewer({ userId: ownerId, orgId: ours, role: "owner" }, { isConfirmed: false });
    await expect(discardDeadLetters(unconfirmed, input)).rejects.toMatchObject({ code: "forbidden" });
    expect(await discardDeadLetters(owner, input)).toEqual({ discarded: 1 });
    const resolved = deadLettersSchema.parse(
      await listDeadLetters(owner, deadLettersQuerySchema.parse({ state: "resolved" })),
    );
    expect(resolved).toMatchObject({
      open: 0,
      letters: [{ eventId, resolution: "discarded: sent by hand" }],
    });
  });

  it("are listed page after page without losing those of one moment", async () => {
    const eventIds = await Promise.all(Array.from({ length: 5 }, () => addLetter(ours)));
    await sql`update event_dlq set last_seen = '2026-11-24T12:00:00.123456Z'`;
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await listDeadLetters(owner, deadLettersQuerySchema.parse({ limit: 2, before }));
      seen.push(...page.letters.map((letter) => letter.eventId));
      before = page.next ?? undefined;
    } while (before !== undefined);
    expect(seen.toSorted()).toEqual(eventIds.toSorted());
  });
});

describe("functions", () => {
  beforeEach(async () => {
    await sql`insert into engine_functions values ('hashinsight-mail-send', 'mail.send', '["mail.requested"]', 4, now())`;
  });

  it("show what they did in the last day, and that one never ran", async () => {
    await sql`insert into engine_functions values ('hashinsight-a-b', 'a.b', '["0 3 * * *"]', 0, now())`;
    await addRun(ours);
    await addRun(ours, "failed");
    const { functions } = functionsSchema.parse(await listFunctions(owner));
    expect(functions).toMatchObject([
      { name: "a.b", lastRunAt: null, p50Ms: null, lastDay: { completed: 0, failed: 0, cancelled: 0 } },
      { name: "mail.send", triggers: ["mail.requested"], lastDay: { completed: 1, failed: 1, cancelled: 0 } },
    ]);
  });

  it("are paused with a reason and resumed, each once in the trail", async () => {
    const functionId = "hashinsight-paused-once";
    await sql`update engine_functions set fn_id = ${functionId}`;
    await pauseFunction(owner, { functionId, reason: "provider is down" });
    await pauseFunction(owner, { functionId, reason: "again" });
    expect((await listFunctions(owner)).functions[0]?.pause).toMatchObject({ reason: "provider is down" });
    await resumeFunction(owner, { functionId });
    await resumeFunction(owner, { functionId });
    expect((await listFunctions(owner)).functions[0]?.pause).toBeNull();
    expect(await sql`select action from audit_entries where object_id = ${functionId} order by at`).toEqual([
      { action: "events.function_paused" },
      { action: "events.function_resumed" },
    ]);
    await expect(pauseFunction(owner, { functionId: "none", reason: "no such" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("runs", () => {
  it("are narrowed by function and state, and shown with their steps and what comes next", async () => {
    const failed = await addRun(ours, "failed");
    await addRun(ours);
    const { runs } = runsSchema.parse(
      await listRuns(owner, runsQuerySchema.parse({ state: "failed", functionId: "hashinsight-mail-send" })),
    );
    expect(runs).toMatchObject([{ id: failed, error: "Error: down", event: { name: "mail.requested" } }]);
    await sql`insert into inngest_step (run_id, step_hash, op, name, memo, attempt, started_at, finished_at)
      values (${failed}, 'h', 'StepRun', 'send', '{"error":{"name":"Error","message":"down"}}', 2, now(), now())`;
    await sql`insert into inngest_job (job_key, run_id, fn_id, kind, run_at, max_attempts, created_at)
      values ('k', ${failed}, 'hashinsight-mail-send', 'discover', now(), 3, now())`;
    expect(runDetailSchema.parse(await getRun(owner, failed))).toMatchObject({
      steps: [{ name: "send", attempts: 3, error: "Error: down" }],
      open: [{ kind: "discover", isRunning: false }],
      errorStack: "at x",
    });
  });
});

describe("another company of the deployment", () => {
  it("sees and changes nothing of it, and nothing that belongs to no company", async () => {
    await addCompany();
    const foreignLetter = await addLetter(theirs);
    const foreignRun = await addRun(theirs);
    await addLetter(null);
    await addRun(null);
    expect(await open()).toEqual({ open: 0, letters: [], next: null });
    expect((await listRuns(owner, runsQuerySchema.parse({}))).runs).toEqual([]);
    await expect(getRun(owner, foreignRun)).rejects.toMatchObject({ code: "not_found" });
    const named = { letters: [{ eventId: foreignLetter, consumer: "mail.send" }] };
    await expect(replayDeadLetters(owner, named)).rejects.toMatchObject({ code: "not_found" });
    expect(await replayDeadLetters(owner, { letters: "all" })).toEqual({ replayed: 0 });
    const overview = await getEventsOverview(owner);
    expect(overview).toMatchObject({ scope: "company", deadLetters: { open: 0 }, lags: { effect: null } });
  });

  it("may not halt what works for all", async () => {
    await addCompany();
    await sql`insert into engine_functions values ('hashinsight-mail-send', 'mail.send', '["mail.requested"]', 4, now())`;
    const input = { functionId: "hashinsight-mail-send", reason: "no more mail" };
    await expect(pauseFunction(owner, input)).rejects.toMatchObject({ code: "forbidden" });
    expect((await listFunctions(owner)).mayPause).toBe(false);
  });
});

it("an operator of the company sees none of it", async () => {
  await expect(getEventsOverview(operator)).rejects.toMatchObject({ code: "forbidden" });
  await expect(replayDeadLetters(operator, { letters: "all" })).rejects.toMatchObject({ code: "forbidden" });
});
