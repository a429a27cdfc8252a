import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { claimDue } from "@/lib/server/outbox/claim";
import { outbox } from "@/lib/server/outbox/outbox";
import { withTransaction } from "@/lib/server/transaction";
import {
  gate,
  keeping,
  keepingOutside,
  openRelayWorld,
  type RelayWorld,
  raised,
  system,
} from "./relay.fixture";

let world: RelayWorld;

beforeAll(async () => {
  world = await openRelayWorld();
});
afterEach(() => world.clear());
afterAll(() => world.close());

const engines = [
  { engine: "the engine in the database", handOver: keeping() },
  { engine: "an engine elsewhere", handOver: keepingOutside() },
];

describe.each(engines)("order and once, to $engine", ({ handOver }) => {
  it("several workers hand over everything once, each account's events in their order", async () => {
    const accounts = Array.from({ length: 12 }, (_none, place) => `account ${place}`);
    for (let count = 0; count < 4; count += 1) world.start({ limit: 7, handOver });
    await Promise.all(
      accounts.map(async (account) => {
        for (let step = 1; step <= 10; step += 1) await world.raise(account);
      }),
    );
    await world.settles({ 2: 120 });
    const inOrder = Array.from({ length: 10 }, (_none, place) => place + 1);
    expect(await world.handedOver()).toEqual(
      Object.fromEntries(accounts.map((account) => [account, inOrder])),
    );
  });

  it("an event whose transaction is rolled back is never handed over", async () => {
    world.start({ handOver });
    const failing = withTransaction(system, async (tx) => {
      await outbox(tx, system, {
        event: raised,
        aggregateId: "a",
        aggregateVersion: 1,
        payload: { step: 1 },
      });
      throw new Error("business says no");
    });
    await expect(failing).rejects.toThrow("business says no");
    await world.raise("b");
    await world.settles({ 2: 1 });
    expect(await world.handedOver()).toEqual({ b: [1] });
  });

  it("a replay reaches the engine under an id of its own, as the engine starts nothing for one that it knows", async () => {
    const eventId = await world.raise("a");
    const columns = "event_id, aggregate_type, aggregate_id, aggregate_version, type, payload, actor";
    const [again] = await world.asSystem(
      `insert into event_outbox (${columns}, replay_of) select ${columns}, id from event_outbox returning id`,
    );
    world.start({ handOver });
    await world.settles({ 2: 2 });
    const ids = await world.asSystem("select engine_id from handed order by id");
    expect(ids.map(({ engine_id }) => engine_id)).toEqual([eventId, `${eventId}:${again?.id}`]);
  });
});

describe("claims", () => {
  it("an event is not claimed while an earlier one of its account is in flight", async () => {
    for (const account of ["a", "a", "b"]) await world.raise(account);
    const aggregates = async () => (await claimDue(100, 30)).map(({ aggregateId }) => aggregateId);
    expect(await aggregates()).toEqual(["a", "a", "b"]);
    await world.raise("a");
    await world.raise("c");
    expect(await aggregates()).toEqual(["c"]);
  });

  it("an event is not claimed while an earlier one of its account waits for a later moment", async () => {
    for (const account of ["a", "a", "a", "b"]) await world.raise(account);
    await world.asSystem(
      "update event_outbox set next_at = now() + interval '1 hour' where aggregate_id = 'a' and aggregate_version = 2",
    );
    const claimed = await claimDue(100, 30);
    expect(claimed.map(({ aggregateId, aggregateVersion }) => [aggregateId, aggregateVersion])).toEqual([
      ["a", 1],
      ["b", 1],
    ]);
  });

  it("an account with many events does not keep those of others out of a batch", async () => {
    for (let step = 0; step < 6; step += 1) await world.raise("busy");
    await world.raise("other");
    expect((await claimDue(3, 30)).map(({ aggregateId }) => aggregateId)).toEqual(["busy", "busy", "busy"]);
    expect((await claimDue(3, 30)).map(({ aggregateId }) => aggregateId)).toEqual(["other"]);
  });
});

describe("workers that do not come back", () => {
  it("what a killed worker had claimed is handed over when its lease has ended", async () => {
    await world.raise("a");
    // A claim and nothing after it: what a kill leaves.
    expect(await claimDue(100, 0.3)).toHaveLength(1);
    world.start({ handOver: keepingOutside() });
    await world.settles({ 2: 1 });
    expect(await world.handedOver()).toEqual({ a: [1] });
    const [row] = await world.asSystem("select attempts from event_outbox");
    expect(row?.attempts).toBe(2);
  });

  it("a worker that comes back after its lease cannot settle what another has taken over", async () => {
    await world.raise("a");
    const zombie = gate();
    const heir = gate();
    const sending: string[] = [];
    const sender = (name: string, wait: Promise<void>) =>
      keepingOutside(async () => {
        sending.push(name);
        await wait;
      });
    // Looks once only: it believes that the event is its own.
    const zombieRelay = world.start({
      leaseSeconds: 0.2,
      pollMs: 3_600_000,
      handOver: sender("zombie", zombie.opened),
    });
    await vi.waitFor(() => expect(sending).toEqual(["zombie"]));
    world.start({ leaseSeconds: 60, handOver: sender("heir", heir.opened) });
    await vi.waitFor(() => expect(sending).toEqual(["zombie", "heir"]), 5000);
    zombie.open();
    await zombieRelay.stop();
    expect(await world.states()).toEqual({ 1: 1 });
    heir.open();
    await world.settles({ 2: 1 });
  });

  it("an event that takes its worker with it twenty times becomes a dead letter", async () => {
    await world.raise("a");
    for (let claims = 0; claims < 20; claims += 1) {
      expect(await claimDue(1, 0)).toHaveLength(1);
    }
    await world.raise("a");
    const [next] = await claimDue(1, 30);
    expect(next?.aggregateVersion).toBe(2);
    expect(await world.states()).toEqual({ 1: 1, 3: 1 });
    expect(await world.deadLetters()).toEqual([
      { consumer: "relay", error: "no worker came back from it 20 times", attempts: 20 },
    ]);
  });

  it("a worker that is told to stop waits for the batch under way", async () => {
    await world.raise("a");
    const slow = gate();
    const isUnderWay = gate();
    const handOver = keepingOutside(async () => {
      isUnderWay.open();
      await slow.opened;
    });
    const relay = world.start({ handOver });
    await isUnderWay.opened;
    const stopped = relay.stop();
    slow.open();
    await stopped;
    expect(await world.states()).toEqual({ 2: 1 });
  });

  it("what a stopping worker cannot wait for is given back at once, and its claim does not count", async () => {
    await world.raise("a");
    const isUnderWay = gate();
    const handOver = keepingOutside((_account, _step, signal) => {
      isUnderWay.open();
      return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    const relay = world.start({ drainMs: 50, handOver });
    await isUnderWay.opened;
    await relay.stop();
    expect(await world.asSystem("select state, attempts from event_outbox")).toEqual([
      { state: 0, attempts: 0 },
    ]);
  });
});
