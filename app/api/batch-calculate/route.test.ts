import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";

/*
 * The vector: 100 x 200 TH/s at 3550 W, 0.06 USD/kWh, 80,000 USD, 119.12 T, subsidy only, 2.5 % pool fee.
 * btc/day = 86400 x 2e16 x 3.125 / (119.12e12 x 2^32) = 0.0105547807 gross, 0.0102909112 net;
 * energy 100 x 3.55 kW x 24 h x 0.06 = 511.20 USD; 0.0102909112 x 80000 - 511.20 = 312.07 USD.
 */
const row = {
  hashrateThs: 200,
  powerWatts: 3550,
  quantity: 100,
  electricityUsdPerKwh: 0.06,
  poolFeeRatio: 0.025,
};
const market = {
  btcPriceUsd: 80_000,
  difficulty: 119.12e12,
  subsidyBtc: 3.125,
  feesBtcPerBlock: 0,
  networkHashrateThs: 900e6,
  blockHeight: 900_000,
};

let database: TestDatabase;
let post: (body: unknown) => Promise<Response>;
let calculate: (body: unknown) => Promise<Response>;

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("MARKET_PROVIDERS", "off");
  vi.stubEnv("BATCH_REQUESTS_PER_MINUTE", "100000");
  vi.stubEnv("CALCULATE_REQUESTS_PER_MINUTE", "100000");
  const batch = await import("./route");
  const one = await import("../calculate/route");
  const sendTo = (handle: (request: Request) => Promise<Response>) => (body: unknown) =>
    handle(
      new Request("http://127.0.0.1/api", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    );
  post = sendTo(batch.POST);
  calculate = sendTo(one.POST);
});

afterAll(async () => {
  const { database: pool } = await import("@/lib/server/database");
  await pool().close();
  await database.close();
});

async function answerOf(body: unknown) {
  const response = await post(body);
  return { status: response.status, body: await response.json() };
}

async function errorsOf(raw: unknown) {
  const { status, body } = await answerOf({ rows: [raw], market });
  expect(status).toBe(200);
  return body.results[0].errors;
}

describe("POST /api/batch-calculate", () => {
  it("answers the vector to the cent, and not 12,441,600 times it", async () => {
    const { status, body } = await answerOf({ rows: [row], market });
    expect(status).toBe(200);
    const [result] = body.results;
    expect(result.btcPerDayNet).toBeCloseTo(0.0102909112, 10);
    expect(result.dailyProfitUsd).toBeCloseTo(312.07, 2);
    expect(result.dailyEnergyCostUsd).toBeCloseTo(511.2, 9);
    expect(result.strikeUsdPerKwh).toBeCloseTo(0.09663, 5);
    expect(result).toMatchObject({ index: 0, paybackMonths: null, paybackReason: "no capital cost given" });
  });

  it("agrees with POST /api/calculate", async () => {
    const machine = { minerModel: "S21 XP", quantity: 7, electricityUsdPerKwh: 0.05, capexUsd: 21_000 };
    const { body } = await answerOf({ rows: [machine] });
    const one = await (await calculate(machine)).json();
    const [result] = body.results;
    expect(result.minerModel).toBe("Antminer S21 XP");
    expect(result.btcPerDayNet).toBe(one.production.difficultyMethod.btcPerDayNet);
    expect(result.dailyProfitUsd).toBe(one.daily.profitUsd);
    expect(result.strikeUsdPerKwh).toBe(one.strikeUsdPerKwh);
    expect(result.paybackMonths).toBeCloseTo(one.payback.months, 9);
    expect(one.payback.months).toBeGreaterThan(0);
  });

  it("answers good and bad rows in the order given, and sums the good ones", async () => {
    const rows = [row, { ...row, quantity: 0 }, { ...row, label: "third" }, { minerModel: "Antminer S99" }];
    const { body } = await answerOf({ rows, market });
    expect(body.results.map((entry: { index: number }) => entry.index)).toEqual([0, 1, 2, 3]);
    expect(body.results.map((entry: object) => "errors" in entry)).toEqual([false, true, false, true]);
    expect(body.results[2].label).toBe("third");
    expect(body.summary).toMatchObject({ rowsCalculated: 2, rowsWithErrors: 2 });
    expect(body.summary.total).toMatchObject({ machines: 200, hashrateThs: 40_000, capexUsd: null });
    expect(body.summary.total.dailyProfitUsd).toBeCloseTo(624.14, 1);
  });

  it("names field, value, rule and way out of every problem of a row", async () => {
    const raw = {
      ...row,
      quantity: 1.5,
      poolFeeRatio: 2.5,
      electricityUsdPerKwh: "0.06",
      miner_model: "S21",
    };
    expect(await errorsOf(raw)).toEqual([
      {
        field: "quantity",
        value: "1.5",
        errorType: "invalid_range",
        message: "quantity must be a whole number >= 1 and <= 10000000 machines",
        suggestion: null,
      },
      {
        field: "electricityUsdPerKwh",
        value: "0.06",
        errorType: "invalid_type",
        message: "electricityUsdPerKwh must be >= 0 and <= 100 USD/kWh, as a JSON number",
        suggestion: "Send 0.06 without quotes",
      },
      {
        field: "poolFeeRatio",
        value: "2.5",
        errorType: "invalid_range",
        message: "poolFeeRatio must be >= 0 and <= 1 (ratio)",
        suggestion: "A ratio: 2.5 % is 0.025",
      },
      {
        field: "miner_model",
        value: "S21",
        errorType: "validation",
        message: "This field is not known here",
        suggestion: "The field is called minerModel",
      },
    ]);
  });

  it("refuses an unknown model instead of assuming 100 TH/s and 3000 W, and proposes one", async () => {
    const [error] = await errorsOf({ minerModel: "Antminr S21", quantity: 1, electricityUsdPerKwh: 0.05 });
    expect(error).toMatchObject({ field: "minerModel", value: "Antminr S21", errorType: "model_not_found" });
    expect(error.suggestion).toContain("Did you mean Antminer S21?");
  });

  it("takes the capital cost from the price of one machine, and refuses both", async () => {
    const { body } = await answerOf({ rows: [{ ...row, machinePriceUsd: 30 }], market });
    // 3,000 USD at 312.07 USD a day is 9.61 days of a 30.4375-day month.
    expect(body.results[0].capexUsd).toBe(3000);
    expect(body.results[0].paybackMonths).toBeCloseTo(3_000 / 312.07 / 30.4375, 3);
    const errors = await errorsOf({ ...row, machinePriceUsd: 30, capexUsd: 3000 });
    expect(errors).toMatchObject([{ field: "capexUsd", errorType: "validation" }]);
  });

  it("says what every row was calculated with, and how old it is", async () => {
    const { body } = await answerOf({ rows: [row], market: { btcPriceUsd: 80_000 } });
    expect(body.market.btcPriceUsd).toMatchObject({ value: 80_000, source: "request" });
    expect(body.market.difficulty.value).toBeGreaterThan(1e12);
    expect(body.market.difficulty).toMatchObject({ stale: true });
    expect(body.market.difficulty.source).not.toBeNull();
    expect(body.inputs.uptimeRatio).toMatchObject({ value: 1, source: "default", note: "always on" });
  });

  it("calculates ten thousand rows of a request, and refuses one more by name", async () => {
    const { status, body } = await answerOf({ rows: Array.from({ length: 10_000 }, () => row), market });
    expect(status).toBe(200);
    expect(body.results).toHaveLength(10_000);
    expect(body.results[9_999].index).toBe(9_999);
    expect(body.summary.total.machines).toBe(1_000_000);
    const refused = await answerOf({ rows: Array.from({ length: 10_001 }, () => row), market });
    expect(refused.status).toBe(400);
    expect(refused.body.error.fields[0]).toMatchObject({ field: "rows" });
    expect(refused.body.error.message).toContain("10000 rows");
  });

  it.each([
    ["no list", { rows: row }],
    ["an empty list", { rows: [] }],
    ["no rows", {}],
    ["a list without its object", [row]],
    ["an unknown field beside the rows", { rows: [row], settings: {} }],
    ["a market that cannot be", { rows: [row], market: { difficulty: -1 } }],
  ])("refuses %s", async (_name, body) => {
    const answer = await answerOf(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.fields.length).toBeGreaterThan(0);
  });

  it("refuses a body over its limit while it is being read", async () => {
    const { status, body } = await answerOf(`{"rows":["${"x".repeat(8 * 1024 * 1024)}"]}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain("8388608");
  });

  it.each([
    ["null", null],
    ["a number", 7],
    ["a list", [row]],
    ["a string", "S21"],
  ])("names a row that is %s", async (_name, raw) => {
    expect(await errorsOf(raw)).toMatchObject([{ field: null, errorType: "invalid_type" }]);
  });
});
