import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { callLimits } from "@/lib/server/providers/call-limits";
import { createCallBudget } from "./call-budget";

const nowMs = Date.parse("2026-11-22T12:00:00Z");
const dayMs = 86_400_000;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.close();
});

function budgetFor(coinwarzApiKey: string) {
  return createCallBudget(database.db, callLimits({ coinwarzApiKey }));
}

async function allowedOf(times: number, take: () => Promise<boolean>): Promise<number> {
  const taken = await Promise.all(Array.from({ length: times }, take));
  return taken.filter(Boolean).length;
}

describe("call budget", () => {
  it("allows CoinWarz 25 calls a day when 100 are wanted at once, and 25 more the next day", async () => {
    const budget = budgetFor("key-a");
    expect(await allowedOf(100, () => budget.take("coinwarz", nowMs))).toBe(25);
    // A new instance stands for a restart.
    expect(await budgetFor("key-a").take("coinwarz", nowMs)).toBe(false);
    expect(await allowedOf(30, () => budget.take("coinwarz", nowMs + dayMs))).toBe(25);
  });

  it("allows a free CoinWarz key 1,000 calls in its life and counts no refused one", async () => {
    const budget = budgetFor("key-b");
    let allowed = 0;
    for (let day = 0; day < 42; day += 1) {
      allowed += await allowedOf(26, () => budget.take("coinwarz", nowMs + (day + 10) * dayMs));
    }
    expect(allowed).toBe(1000);
    const rows = await database.sql`
      select period, calls::int from provider_call_budgets where provider = 'coinwarz' and calls > 50`;
    expect(rows).toEqual([{ period: expect.stringMatching(/^key-[0-9a-f]{8}$/), calls: 1000 }]);
  });

  it("allows CoinGecko 10,000 calls a calendar month in UTC", async () => {
    const budget = budgetFor("key-c");
    await database.sql`insert into provider_call_budgets (provider, period, calls) values ('coingecko', '2026-11', 9990)`;
    const lastMomentMs = Date.parse("2026-11-30T23:59:59.999Z");
    expect(await allowedOf(40, () => budget.take("coingecko", lastMomentMs))).toBe(10);
    expect(await budget.take("coingecko", lastMomentMs + 1)).toBe(true);
  });

  it("does not count a provider without a limit", async () => {
    expect(await allowedOf(50, () => budgetFor("key-d").take("binance", nowMs))).toBe(50);
    const rows = await database.sql`select 1 from provider_call_budgets where provider = 'binance'`;
    expect(rows).toHaveLength(0);
  });
});
