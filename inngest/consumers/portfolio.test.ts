import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openPeopleWorld, type PeopleWorld } from "@/lib/modules/auth/people/people-world.fixture";
import { addMachines } from "@/lib/modules/calculator/portfolio/commands/add-machines";
import { changeMachine } from "@/lib/modules/calculator/portfolio/commands/change-machine";
import { fleet, portfolioEvents } from "@/lib/modules/calculator/portfolio/portfolio-world.fixture";
import { getPortfolio } from "@/lib/modules/calculator/portfolio/queries";
import { recordNetworkSnapshot } from "@/lib/modules/market/commands/record-network-snapshot";
import { resetEnvironment } from "@/lib/server/env";
import type { UserViewer } from "@/lib/server/viewer";
import { portfolioConsumer, priceConsumer, retargetConsumer } from "./portfolio";

let world: PeopleWorld;
let viewer: UserViewer;
const { signal } = new AbortController();
const told = (value: number) => ({ value, source: "the test" });

beforeAll(async () => {
  world = await openPeopleWorld();
  vi.stubEnv("MARKET_PROVIDERS", "off");
  resetEnvironment();
  viewer = await world.person(await world.company("Nordlicht"), { role: "customer" });
  await recordNetworkSnapshot(
    { kind: "system", name: "test" },
    {
      observedAtMs: Date.now(),
      btcPriceUsd: told(80_000),
      difficulty: told(119.12e12),
      blockHeight: told(960_000),
      observedHashrateThs: null,
      feesBtcPerBlock: null,
    },
  );
});
afterAll(() => world.close());

async function events() {
  return (await portfolioEvents(world)).map((row) => ({
    eventId: row.event_id,
    orgId: row.org_id,
    aggregateType: "portfolio",
    aggregateId: row.aggregate_id,
    aggregateVersion: row.aggregate_version,
    type: row.type,
    payload: row.payload,
    actor: "user:test",
    createdAt: new Date(),
  }));
}

const marketEvent = (type: string, payload: Record<string, string | number>, id: number) => ({
  eventId: `00000000-0000-7000-8000-0000000000${id}`,
  orgId: null,
  aggregateType: "market",
  aggregateId: "bitcoin",
  aggregateVersion: id,
  type,
  payload,
  actor: "system:test",
  createdAt: new Date(),
});

describe("the consumer of changed portfolios", () => {
  it("has the effect of each event once, however often and in whatever order they come", async () => {
    const { ids } = await addMachines(viewer, { machines: [fleet()] });
    await changeMachine(viewer, { id: ids[0] ?? "", version: 1, quantity: 50 });
    await changeMachine(viewer, { id: ids[0] ?? "", version: 2, quantity: 10 });
    const [first, second, third] = await events();
    if (first === undefined || second === undefined || third === undefined) throw new Error("three events");
    const consumer = portfolioConsumer();
    expect(await consumer.deliver(third, signal)).toBe("done");
    const settled = await getPortfolio(viewer);
    expect(settled).toMatchObject({ isRecalculating: false, totals: { machines: 10 } });
    for (const event of [third, first, third, second, first, third, third])
      await consumer.deliver(event, signal);
    const after = await getPortfolio(viewer);
    expect(after.totals).toEqual(settled.totals);
    const inbox = await world.rows((tx) => tx`select event_id from event_inbox order by event_id`);
    expect(inbox).toHaveLength(3);
  });

  it("calculates each delivery at its own moment's market: the price it names is the newest recorded", async () => {
    const { market } = await getPortfolio(viewer);
    expect(market?.figures.btcPriceUsd).toMatchObject({ value: 80_000, source: "the test" });
  });
});

describe("the consumers of market events", () => {
  it("calculate all portfolios at the price that the event brought, until a newer one is known", async () => {
    const newer = {
      priceUsd: "91000.5",
      source: "an exchange",
      asOf: new Date(Date.now() + 60_000).toISOString(),
    };
    await priceConsumer().deliver(marketEvent("market.price_changed", newer, 51), signal);
    expect((await getPortfolio(viewer)).market?.figures.btcPriceUsd).toMatchObject({
      value: 91_000.5,
      source: "an exchange",
    });
    const older = { ...newer, priceUsd: "1", asOf: "2024-01-01T00:00:00.000Z" };
    await priceConsumer().deliver(marketEvent("market.price_changed", older, 52), signal);
    expect((await getPortfolio(viewer)).market?.figures.btcPriceUsd.value).toBe(80_000);
  });

  it("calculate all portfolios at the difficulty that a retarget brought, not at that of an epoch that is over", async () => {
    const before = (await getPortfolio(viewer)).totals?.btcPerDayNetEstimate ?? Number.NaN;
    const over = { height: 901_152, difficulty: "1000", dayUtc: "2025-06-14" };
    await retargetConsumer().deliver(marketEvent("market.retargeted", over, 53), signal);
    expect((await getPortfolio(viewer)).totals?.btcPerDayNetEstimate).toBeCloseTo(before, 12);
    const doubled = { height: 959_616, difficulty: "238240000000000", dayUtc: "2026-07-25" };
    await retargetConsumer().deliver(marketEvent("market.retargeted", doubled, 54), signal);
    expect((await getPortfolio(viewer)).totals?.btcPerDayNetEstimate).toBeCloseTo(before / 2, 12);
  });
});
