import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { claimDue } from "@/lib/server/outbox/claim";
import { outsideConsumer } from "@/lib/server/outbox/consumer";
import { outbox } from "@/lib/server/outbox/outbox";
import { withTransaction } from "@/lib/server/transaction";
import { handOverToConsumers } from "./hand-over";
import { gate, ledger, openRelayWorld, type RelayWorld, raised, system } from "./relay.fixture";

let world: RelayWorld;

beforeAll(async () => {
  world = await openRelayWorld();
});
afterEach(() => world.clear());
afterAll(() => world.close());

describe("order and once", () => {
  it("several workers hand over everything once, each account's events in their order", async () => {
    const accounts = Array.from({ length: 12 }, (_none, place) => `account ${place}`);
    for (let count = 0; count < 4; count += 1) world.start({ limit: 7 });
    await Promise.all(
      accounts.map(async (account) => {
        for (let step = 1; step <= 10; step += 1) await world.raise(account);
      }),
    );
    await world.settles({ 2: 120 });
    const inOrder = Array.from({ length: 10 }, (_none, place) => place + 1);
    expect(await world.effects()).toEqual(Object.fromEntries(accounts.map((account) => [account, inOrder])));
  });

  it("an event is not claimed while an earlier one of its account is pending or in flight", async () => {
    for (const account of ["a", "a", "b"]) await world.raise(account);
    const aggregates = async () => (await claimDue(100, 30)).map(({ aggregateId }) => aggregateId);
    expect(await aggregates()).toEqual(["a", "b"]);
    expect(await aggregates()).toEqual([]);
  });

  it("an event whose transaction is rolled back is never handed over", async () => {
    world.start();
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
    expect(await world.effects()).toEqual({ b: [1] });
  });

  it("an event delivered five times has one effect", async () => {
    await world.raise("a");
    const columns = `event_id, aggregate_type, aggregate_id, aggregate_version, type, payload, actor`;
    await world.asSystem(`insert into event_outbox (${columns}, replay_of)
      select ${columns}, id from event_outbox, generate_series(1, 4)`);
    world.start();
    await world.settles({ 2: 5 });
    expect(await world.effects()).toEqual({ a: [1] });
  });

  it("an event that nobody wants is handed over", async () => {
    await world.raise("a");
    world.start({ handOver: handOverToConsumers([]) });
    await world.settles({ 2: 1 });
  });

  it("two consumers of one name are refused, since each would skip what the other handled", () => {
    expect(() => handOverToConsumers([ledger(), ledger()])).toThrow("two consumers have the same name");
  });
});

describe("workers that do not come back", () => {
  it("what a killed worker had claimed is handed over when its lease has ended", async () => {
    await world.raise("a");
    // A claim and nothing after it: what a kill leaves.
    expect(await claimDue(100, 0.3)).toHaveLength(1);
    world.start();
    await world.settles({ 2: 1 });
    expect(await world.effects()).toEqual({ a: [1] });
    const [row] = await world.asSystem("select attempts from event_outbox");
    expect(row?.attempts).toBe(2);
  });

  it("a worker that comes back after its lease cannot settle what another has taken over", async () => {
    await world.raise("a");
    const zombie = gate();
    const heir = gate();
    const outside: string[] = [];
    const consumerOf = (name: string, wait: Promise<void>) =>
      outsideConsumer({
        name: "test.outside",
        event: raised,
        async handle() {
          outside.push(name);
          await wait;
        },
      });
    // Looks once only: it believes that the event is its own.
    const zombieRelay = world.start({
      leaseSeconds: 0.2,
      pollMs: 3_600_000,
      handOver: handOverToConsumers([consumerOf("zombie", zombie.opened)]),
    });
    await vi.waitFor(() => expect(outside).toEqual(["zombie"]));
    world.start({ leaseSeconds: 60, handOver: handOverToConsumers([consumerOf("heir", heir.opened)]) });
    await vi.waitFor(() => expect(outside).toEqual(["zombie", "heir"]), 5000);
    zombie.open();
    await zombieRelay.stop();
    expect(await world.states()).toEqual({ 1: 1 });
    heir.open();
    await world.settles({ 2: 1 });
  });

  it("an event that takes its worker with it twenty times becomes a dead letter", async () => {
    await world.raise("a");
    await world.raise("a");
    for (let claims = 0; claims < 20; claims += 1) {
      expect(await claimDue(1, 0)).toHaveLength(1);
    }
    await settlesByClaims();
    expect(await world.deadLetters()).toEqual([
      { consumer: "relay", error: "no worker came back from it 20 times", attempts: 20 },
    ]);
  });

  const settlesByClaims = async () => {
    const [next] = await claimDue(1, 30);
    expect(next?.aggregateVersion).toBe(2);
    expect(await world.states()).toEqual({ 1: 1, 3: 1 });
  };

  it("a worker that is told to stop waits for what is under way and gives the rest back at once", async () => {
    for (const account of ["quick", "slow"]) await world.raise(account);
    const quick = gate();
    const isUnderWay = new Set<string>();
    const before = async (account: string) => {
      isUnderWay.add(account);
      await (account === "quick" ? quick.opened : new Promise(() => {}));
    };
    const relay = world.start({ drainMs: 500, handOver: handOverToConsumers([ledger(before)]) });
    await vi.waitFor(() => expect(isUnderWay.size).toBe(2));
    const stopped = relay.stop();
    quick.open();
    await stopped;
    expect(await world.states()).toEqual({ 0: 1, 2: 1 });
    world.start();
    await world.settles({ 2: 2 });
    expect(await world.effects()).toEqual({ quick: [1], slow: [1] });
  });
});
