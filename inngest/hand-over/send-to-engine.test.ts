import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { openRelayWorld, type RelayWorld } from "../relay.fixture";
import { type EngineServer, startEngineServer } from "./engine-server.fixture";
import { sendToEngine } from "./send-to-engine";

let world: RelayWorld;
let server: EngineServer;

beforeAll(async () => {
  world = await openRelayWorld();
});
beforeEach(async () => {
  server = await startEngineServer();
});
afterEach(async () => {
  await world.clear();
  await server.close();
});
afterAll(() => world.close());

const event = { id: "01a20f61-cd4d-7158-98df-6e07ef653e39", name: "test.raised", data: { step: 1 }, ts: 1 };
const sender = () => sendToEngine({ eventKey: "the/key", baseUrl: server.url });
const never = new AbortController().signal;

it("sends what the engine's interface asks for: an array, to the key's own address", async () => {
  await sender()([event], never);
  expect(server.paths).toEqual(["POST /e/the%2Fkey"]);
  expect(server.taken).toEqual([[event]]);
});

it.each([
  ["refuses", "EngineRefusedError", "answered 400"],
  ["fails", "Error", "answered 500"],
  ["is no engine", "Error", "what answered is no Inngest engine"],
] as const)("an engine that %s is an %s", async (mood, name, message) => {
  server.mood = mood;
  await expect(sender()([event], never)).rejects.toMatchObject({
    name,
    message: expect.stringContaining(message),
  });
});

it("an engine that hangs is left when the signal says so", async () => {
  server.mood = "hangs";
  await expect(sender()([event], AbortSignal.timeout(50))).rejects.toMatchObject({ name: "TimeoutError" });
});

it("events reach the engine with the event's id as theirs, in order, whatever it went through before", async () => {
  const ids: string[] = [];
  for (const account of ["a", "a", "b"]) ids.push(await world.raise(account));
  server.mood = "fails";
  const send = sender();
  world.start({ handOver: { kind: "outside", send }, timeoutMs: 200, pollMs: 5 });
  await vi.waitFor(() => expect(server.paths.length).toBeGreaterThan(1), 10_000);
  server.mood = "hangs";
  const before = server.paths.length;
  await vi.waitFor(() => expect(server.paths.length).toBeGreaterThan(before + 1), 10_000);
  server.mood = "takes";
  await world.settles({ 2: 3 });
  expect(server.taken.flat().map(({ id, name }) => [id, name])).toEqual(ids.map((id) => [id, "test.raised"]));
  expect(server.taken.flat()[0]?.data).toMatchObject({
    eventId: ids[0],
    aggregateType: "account",
    aggregateId: "a",
    aggregateVersion: 1,
    actor: "system:test",
    payload: { step: 1 },
  });
  expect(await world.deadLetters()).toEqual([]);
});
