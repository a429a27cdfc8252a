import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";

/*
 * The vector: 100 x 200 TH/s at 3550 W, 0.06 USD/kWh, 80,000 USD, 119.12 T, subsidy only, 2.5 % pool fee.
 * btc/day = 86400 x 2e16 x 3.125 / (119.12e12 x 2^32) = 0.0105547807 gross, 0.0102909112 net;
 * energy 100 x 3.55 kW x 24 h x 0.06 = 511.20 USD; 0.0102909112 x 80000 - 511.20 = 312.07 USD.
 */
const vector = {
  hashrateThs: 200,
  powerWatts: 3550,
  quantity: 100,
  electricityUsdPerKwh: 0.06,
  poolFeeRatio: 0.025,
  market: {
    btcPriceUsd: 80_000,
    difficulty: 119.12e12,
    subsidyBtc: 3.125,
    feesBtcPerBlock: 0,
    networkHashrateThs: 900e6,
    blockHeight: 900_000,
  },
};

let database: TestDatabase;
let post: (body: unknown) => Promise<Response>;

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("MARKET_PROVIDERS", "off");
  vi.stubEnv("CALCULATE_REQUESTS_PER_MINUTE", "100000");
  const { POST } = await import("./route");
  post = (body) =>
    POST(
      new Request("http://127.0.0.1/api/calculate", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
});

afterAll(async () => {
  const { database: pool } = await import("@/lib/server/database");
  await pool().close();
  await database.close();
});

async function problemsOf(body: unknown): Promise<{ status: number; fields: string[] }> {
  const response = await post(body);
  const { error } = await response.json();
  return { status: response.status, fields: error.fields.map((problem: { field: string }) => problem.field) };
}

describe("POST /api/calculate", () => {
  it("answers the vector to the cent", async () => {
    const response = await post(vector);
    expect(response.status).toBe(200);
    const body = await response.json();
    expect(body.production.difficultyMethod.btcPerDayGross).toBeCloseTo(0.0105547807, 10);
    expect(body.production.difficultyMethod.btcPerDayNet).toBeCloseTo(0.0102909112, 10);
    expect(body.production.hashrateMethod.btcPerDayGross).toBeCloseTo(0.01, 12);
    expect(body.daily.profitUsd).toBeCloseTo(312.07, 2);
    expect(body.breakeven.electricityUsdPerKwh).toBeCloseTo(0.09663, 5);
    expect(body.breakeven.btcPriceUsd).toBeCloseTo(49_674.9, 1);
    expect(body.payback).toMatchObject({ months: null });
    expect(body.payback.reason).not.toBe("");
  });

  it("says of every input where it came from", async () => {
    const { inputs } = await (
      await post({ minerModel: "antminer s21", quantity: 2, electricityUsdPerKwh: 0.05 })
    ).json();
    expect(inputs.quantity.source).toBe("request");
    expect(inputs.hashrateThs).toMatchObject({ value: 200, unit: "TH/s" });
    expect(inputs.hashrateThs.source).toContain("catalogue");
    expect(inputs.poolFeeRatio).toMatchObject({ value: 0, source: "default" });
    expect(inputs.btcPriceUsd).toMatchObject({ value: 85_280, stale: true });
    expect(inputs.feesBtcPerBlock.value).toBeNull();
    expect(inputs.feesBtcPerBlock.note).not.toBe("");
  });

  it("answers the short form with its three figures beside the full body", async () => {
    const body = await (
      await post({ miner_model: "Antminer S21", quantity: 1, electricity_cost: 0.05 })
    ).json();
    expect(body.daily_revenue).toBe(body.daily.revenueUsd);
    expect(body.daily_profit).toBe(body.daily.profitUsd);
    expect(body).toHaveProperty("roi_days");
    expect(body.inputs.capexUsd.note).toContain("not an offer");
  });

  it("refuses an unknown model instead of assuming a machine", async () => {
    expect(await problemsOf({ minerModel: "Antminer S99", quantity: 1, electricityUsdPerKwh: 0.05 })).toEqual(
      {
        status: 400,
        fields: ["minerModel"],
      },
    );
  });

  it("names every problem of a request at once", async () => {
    const { status, fields } = await problemsOf({
      quantity: 0,
      poolFeeRatio: 2.5,
      market: { difficulty: -1 },
      colour: "red",
    });
    expect(status).toBe(400);
    expect(fields).toEqual(
      expect.arrayContaining(["quantity", "poolFeeRatio", "market.difficulty", "colour"]),
    );
  });

  it("names every rule that spans fields", async () => {
    const { fields } = await problemsOf({ quantity: 1 });
    expect(fields).toEqual(["hashrateThs", "powerWatts", "electricityUsdPerKwh"]);
  });

  it("projects month by month and pays back when the model says so", async () => {
    const body = await (
      await post({ ...vector, capexUsd: 3_000, projection: { months: 12, discountRatioPerYear: 0.1 } })
    ).json();
    expect(body.chart.months).toHaveLength(12);
    // 3,000 USD at 312.07 USD a day is 9.61 days of a 30.4375-day month.
    expect(body.payback.months).toBeCloseTo(3_000 / 312.07 / 30.4375, 3);
    expect(body.npvUsd).toBeGreaterThan(0);
  });
});
