import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { headersOf, openTwoCompanies, type TwoCompanies } from "@/app/access/people.fixture";
import { POST as postReceipts } from "@/app/api/events/receipts/route";
import type { FilledPerson } from "@/db/testing/fill-tables";
import { endSessions } from "@/lib/modules/auth/sessions/end-sessions";
import { audit } from "@/lib/server/audit/audit";
import { resetEnvironment } from "@/lib/server/env";
import { closeLiveHub } from "@/lib/server/live/hub";
import { type PublishedChange, publishChange } from "@/lib/server/live/publish-change";
import { purgeLiveReceipts } from "@/lib/server/live/record-receipts";
import { streamsMax } from "@/lib/server/live/stream-places";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";
import { GET } from "./route";

const system: Actor = { kind: "system", name: "test" };
const waiting = { timeout: 20_000, interval: 10 };

let world: TwoCompanies;
beforeAll(async () => {
  world = await openTwoCompanies();
  vi.stubEnv("OUTBOX_NOTIFY", "on");
  vi.stubEnv("DATABASE_LISTEN_URL", world.test.url);
  resetEnvironment();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((stream) => stream.close()));
});
afterAll(async () => {
  await closeLiveHub();
  await world.close();
});

interface OpenStream {
  readonly status: number;
  readonly headers: Headers;
  /** All bytes so far. */
  readonly text: () => string;
  /** Events so far by name, data read. */
  readonly events: (name: string) => Record<string, unknown>[];
  readonly isEnded: () => boolean;
  readonly close: () => Promise<void>;
}
const opened: OpenStream[] = [];

async function open(person: FilledPerson | null, query = "", sent?: Headers): Promise<OpenStream> {
  const request = new Request(`http://127.0.0.1:3000/api/stream${query}`, {
    headers: sent ?? (await headersOf(person)),
  });
  const { status, headers, body } = await GET(request);
  let text = "";
  let isEnded = false;
  const reader = body?.getReader();
  void (async () => {
    const decoder = new TextDecoder();
    for (;;) {
      const part = await reader?.read();
      if (part === undefined || part.done) break;
      text += decoder.decode(part.value, { stream: true });
    }
    isEnded = true;
  })();
  const stream: OpenStream = {
    status,
    headers,
    text: () => text,
    events: (name) =>
      [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)]
        .filter(([, found]) => found === name)
        .map(([, , data = ""]) => JSON.parse(data)),
    isEnded: () => isEnded,
    close: async () => void (await reader?.cancel()),
  };
  opened.push(stream);
  return stream;
}

/** Opens a stream and waits until it hears. */
async function listening(person: FilledPerson, query = ""): Promise<OpenStream> {
  const stream = await open(person, query);
  await vi.waitFor(() => expect(stream.events("resync")).toHaveLength(1), waiting);
  return stream;
}

const publish = (change: PublishedChange) => withTransaction(system, (tx) => publishChange(tx, change));
const changes = (stream: OpenStream) => stream.events("change").map(({ topic }) => topic);
const hears = (stream: OpenStream, topics: readonly string[]) =>
  vi.waitFor(() => expect(changes(stream)).toEqual(topics), waiting);

describe("a stream", () => {
  it("is opened for whoever signed in, and for nobody else", async () => {
    expect((await open(null)).status).toBe(401);
    const { status, headers } = await listening(world.people.guest);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/event-stream");
    expect(headers.get("x-accel-buffering")).toBe("no");
    expect(headers.get("cache-control")).toBe("no-store, no-transform");
  });

  it("says first what it hears of: what the role may read among what was asked for", async () => {
    const topics = async (person: FilledPerson, query?: string) =>
      (await listening(person, query)).events("resync")[0]?.topics;
    expect(await topics(world.people.owner)).toEqual([
      "market",
      "portfolio",
      "account",
      "people",
      "audit",
      "events",
    ]);
    expect(await topics(world.people["customer A"])).toEqual(["market", "portfolio", "account"]);
    expect(await topics(world.people["customer A"], "?topics=market,audit")).toEqual(["market"]);
  });

  it("refuses topics that nobody knows, by name", async () => {
    const stream = await open(world.people.owner, "?topics=market,secrets");
    expect(stream.status).toBe(400);
    await vi.waitFor(() => expect(stream.text()).toContain("not known: secrets"));
  });

  it("tells of a change at its commit, with the moment of it, and of none that was rolled back", async () => {
    const stream = await listening(world.people.owner);
    const failing = withTransaction(system, async (tx) => {
      await publishChange(tx, { topic: "events", orgId: world.north.id });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    const eventId = "00000000-0000-7000-8000-000000000001";
    await publish({
      topic: "audit",
      orgId: world.north.id,
      eventId,
      committedAt: "2026-11-24T12:00:00.500Z",
    });
    await hears(stream, ["audit"]);
    const [change] = stream.events("change");
    expect(change).toMatchObject({ eventId, committedAt: "2026-11-24T12:00:00.500Z" });
    await publish({ topic: "audit", orgId: world.north.id });
    await hears(stream, ["audit", "audit"]);
    const committedAt = String(stream.events("change")[1]?.committedAt);
    expect(new Date(committedAt).toISOString()).toBe(committedAt);
  });

  it("tells of the same change once, however often one transaction told of it", async () => {
    const stream = await listening(world.people.owner);
    await withTransaction(system, async (tx) => {
      for (let time = 0; time < 5; time += 1)
        await publishChange(tx, { topic: "audit", orgId: world.north.id });
    });
    await publish({ topic: "events", orgId: world.north.id });
    await hears(stream, ["audit", "events"]);
  });
});

describe("what concerns others", () => {
  it("of another company is not heard of, not by a byte", async () => {
    const { owner, "owner of another company": southernOwner } = world.people;
    const [north, south] = [await listening(owner), await listening(southernOwner)];
    const eventId = "00000000-0000-7000-8000-0000000000aa";
    for (const topic of ["audit", "people", "events"] as const)
      await publish({ topic, orgId: world.south.id, userId: southernOwner.userId, eventId });
    for (const topic of ["account", "portfolio"] as const)
      await publish({ topic, orgId: world.south.id, userId: southernOwner.userId, eventId });
    // Notifications come in the order of their commits: once this one is there, nothing before it is still to come.
    await publish({ topic: "market", orgId: null });
    const all = ["account", "audit", "events", "market", "people", "portfolio"];
    await vi.waitFor(() => expect(changes(south).sort()).toEqual(all), waiting);
    await hears(north, ["market"]);
    for (const word of [world.south.id, southernOwner.userId, eventId, "suedhang"])
      expect(north.text()).not.toContain(word);
  });

  it("of the same company is heard of by those who may read it, and what is a person's by that person", async () => {
    const { owner, operator, "customer A": customer, "customer B": other } = world.people;
    const streams = await Promise.all([owner, operator, customer, other].map((person) => listening(person)));
    await publish({ topic: "audit", orgId: world.north.id });
    await publish({ topic: "people", orgId: world.north.id });
    await publish({ topic: "portfolio", orgId: world.north.id, userId: customer.userId });
    await publish({ topic: "market", orgId: null });
    const heard: string[][] = [];
    for (const stream of streams) {
      await vi.waitFor(() => expect(changes(stream).at(-1)).toBe("market"), waiting);
      heard.push(changes(stream).map(String));
    }
    expect(heard).toEqual([
      ["audit", "people", "market"],
      ["people", "market"],
      ["portfolio", "market"],
      ["market"],
    ]);
  });
});

describe("after a gap", () => {
  it("of the listening connection every stream is told to ask for everything anew, and hears on", async () => {
    const stream = await listening(world.people.owner);
    const killed = await world.test.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'hashinsight-listen' and datname = current_database()`;
    expect(killed.length).toBe(1);
    await vi.waitFor(() => expect(stream.events("resync")).toHaveLength(2), waiting);
    await publish({ topic: "audit", orgId: world.north.id });
    await hears(stream, ["audit"]);
  });

  it("all streams of the process hear by one connection", async () => {
    await Promise.all([world.people.owner, world.people.admin].map((person) => listening(person)));
    const rows = await world.test.sql`
      select 1 from pg_stat_activity
      where application_name = 'hashinsight-listen' and datname = current_database()`;
    expect(rows).toHaveLength(1);
  });
});

describe("who listens", () => {
  it("hears the stream end, and why, when their sessions are ended elsewhere", async () => {
    const { operator } = world.people;
    const stream = await listening(operator);
    await withTransaction(system, async (tx) => {
      await endSessions(tx, operator.userId, "signed_out_everywhere");
      await audit(tx, system, {
        action: "auth.person_signed_out",
        object: { kind: "user", id: operator.userId },
        before: null,
        after: null,
        orgId: world.north.id,
      });
    });
    await vi.waitFor(() => expect(stream.isEnded()).toBe(true), waiting);
    expect(stream.events("end")).toEqual([{ reason: "session_ended" }]);
  });

  it("hears of what a new role opens from then on", async () => {
    const { sales } = world.people;
    const stream = await listening(sales);
    await withTransaction(system, async (tx) => {
      await tx.execute(sql`update memberships set role = 'admin' where user_id = ${sales.userId}`);
      await publishChange(tx, { topic: "people", orgId: world.north.id, userId: sales.userId });
    });
    await vi.waitFor(() => expect(stream.events("resync")).toHaveLength(2), waiting);
    expect(stream.events("resync")[1]?.topics).toContain("audit");
    await publish({ topic: "audit", orgId: world.north.id });
    await vi.waitFor(() => expect(changes(stream)).toContain("audit"), waiting);
  });

  it("may have so many streams open and no more; one that is closed makes place", async () => {
    const { admin } = world.people;
    const streams: OpenStream[] = [];
    for (let count = 0; count < streamsMax.person; count += 1) streams.push(await open(admin));
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
    const refused = await open(admin);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
    await streams[0]?.close();
    expect((await open(admin)).status).toBe(200);
  });
});

describe("where notifications are switched off", () => {
  it("the stream says so and ends, and nobody is told of anything", async () => {
    vi.stubEnv("OUTBOX_NOTIFY", "off");
    resetEnvironment();
    const stream = await open(world.people.owner);
    await vi.waitFor(() => expect(stream.isEnded()).toBe(true), waiting);
    expect(stream.events("end")).toEqual([{ reason: "no_notifications" }]);
    vi.stubEnv("OUTBOX_NOTIFY", "on");
    resetEnvironment();
  });
});

describe("receipts", () => {
  const report = async (receipts: readonly object[]) => {
    const headers = await headersOf(world.people.owner);
    const body = JSON.stringify({ receipts });
    return postReceipts(
      new Request("http://127.0.0.1:3000/api/events/receipts", { method: "POST", headers, body }),
    );
  };
  const kept = () =>
    withTransaction(system, (tx) =>
      tx.execute<{ topic: string; org_id: string; is_near: boolean }>(sql`
        select topic, org_id, received_at - committed_at between interval '9 seconds' and interval '2 minutes'
          as is_near from live_receipts where topic in ('audit', 'market')`),
    );

  it("are kept by the database's clock; those of long ago and of the future are not", async () => {
    const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
    const answer = await report([
      { topic: "audit", committedAt: ago(30_000), elapsedMs: 20_000 },
      { topic: "audit", committedAt: ago(16 * 60_000), elapsedMs: 0 },
      { topic: "market", committedAt: ago(-600_000), elapsedMs: 0 },
    ]);
    expect([answer.status, await answer.json()]).toEqual([200, { kept: 1 }]);
    expect([...(await kept())]).toEqual([{ topic: "audit", org_id: world.north.id, is_near: true }]);
  });

  it("are deleted after seven days", async () => {
    await withTransaction(system, (tx) =>
      tx.execute(sql`
        update live_receipts set committed_at = now() - interval '8 days', received_at = now() - interval '8 days'
        where topic = 'audit'`),
    );
    expect(await purgeLiveReceipts()).toBe(1);
    expect([...(await kept())]).toEqual([]);
  });
});
