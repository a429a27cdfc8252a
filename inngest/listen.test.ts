import { connect, createServer } from "node:net";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { resetEnvironment } from "@/lib/server/env";
import { outbox } from "@/lib/server/outbox/outbox";
import { withTransaction } from "@/lib/server/transaction";
import { listenToOutbox } from "./listen";
import { openRelayWorld, type RelayWorld, raised, system } from "./relay.fixture";

let world: RelayWorld;
const listeners: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  world = await openRelayWorld();
});
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.close()));
  await world.clear();
});
afterAll(() => world.close());

/** A relay whose poll would come in an hour, so that whatever is handed over was woken for. */
function startWoken(url: string) {
  const relay = world.start({ pollMs: 3_600_000 });
  let wakeUps = 0;
  const wake = () => {
    wakeUps += 1;
    relay.wake();
  };
  listeners.push(listenToOutbox(url, wake));
  return { wakeUps: () => wakeUps };
}

const listeningPids = async () => {
  const query = "select pid from pg_stat_activity where application_name = 'hashinsight-listen'";
  const rows = await world.asSystem(`${query} and datname = current_database()`);
  return rows.map(({ pid }) => Number(pid));
};

it("a commit wakes the relay, which need not wait for its poll", async () => {
  const { wakeUps } = startWoken(world.test.url);
  await vi.waitFor(() => expect(wakeUps()).toBe(1), 10_000);
  await world.raise("a");
  await world.settles({ 2: 1 });
});

it("an account's next event follows at once, without waiting for the poll", async () => {
  const { wakeUps } = startWoken(world.test.url);
  await vi.waitFor(() => expect(wakeUps()).toBe(1), 10_000);
  // One transaction and thus one wake-up, which can only take the first of the three.
  await withTransaction(system, async (tx) => {
    for (const step of [1, 2, 3]) {
      await outbox(tx, system, {
        event: raised,
        aggregateId: "a",
        aggregateVersion: step,
        payload: { step },
      });
    }
  });
  await world.settles({ 2: 3 });
  expect(await world.handedOver()).toEqual({ a: [1, 2, 3] });
});

it("without notifications the poll alone hands everything over", async () => {
  vi.stubEnv("OUTBOX_NOTIFY", "off");
  resetEnvironment();
  const { wakeUps } = startWoken(world.test.url);
  await vi.waitFor(() => expect(wakeUps()).toBe(1), 10_000);
  await world.raise("a");
  world.start({ pollMs: 20 });
  await world.settles({ 2: 1 });
  expect(wakeUps()).toBe(1);
  vi.stubEnv("OUTBOX_NOTIFY", "on");
  resetEnvironment();
});

it("a connection that is cut listens again, and what was said meanwhile is looked for", async () => {
  const { wakeUps } = startWoken(world.test.url);
  await vi.waitFor(() => expect(wakeUps()).toBe(1), 10_000);
  const [pid = 0] = await listeningPids();
  await world.asSystem(`select pg_terminate_backend(${pid})`);
  await vi.waitFor(async () => expect(await listeningPids()).not.toContain(pid), 10_000);
  // Nobody hears this one; the poll after the new subscription finds it.
  await world.raise("a");
  await world.settles({ 2: 1 });
  expect((await listeningPids()).length).toBe(1);
  await world.raise("a");
  await world.settles({ 2: 2 });
});

it("a server that is not there yet is tried until it is, and the poll goes on meanwhile", async () => {
  const address = new URL(world.test.url);
  const { port } = address;
  const door = createServer((socket) => {
    const inside = connect(Number(port), "127.0.0.1");
    for (const end of [socket, inside]) end.on("error", () => {});
    socket.pipe(inside).pipe(socket);
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const there = door.address();
  address.port = String(typeof there === "object" ? there?.port : "");
  await new Promise((resolve) => door.close(resolve));
  const { wakeUps } = startWoken(address.href);
  await world.raise("a");
  world.start({ pollMs: 20 });
  await world.settles({ 2: 1 });
  expect(wakeUps()).toBe(0);
  door.listen(Number(address.port), "127.0.0.1");
  await vi.waitFor(() => expect(wakeUps()).toBe(1), 10_000);
  door.close();
});
