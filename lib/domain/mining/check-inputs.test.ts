import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { calculate } from "./calculate";
import { calculateDaily } from "./calculate-daily";
import { inputsFixture, marketFixture, projectionFixture } from "./calculation.fixture";
import { findInputProblems } from "./check-inputs";

const bad = [
  ["hashrateThs", { hashrateThs: 0 }],
  ["hashrateThs", { hashrateThs: Number.NaN }],
  ["powerWatts", { powerWatts: -1 }],
  ["quantity", { quantity: 0 }],
  ["quantity", { quantity: 1.5 }],
  ["electricityUsdPerKwh", { electricityUsdPerKwh: -0.05 }],
  ["electricityUsdPerKwh", { electricityUsdPerKwh: Number.POSITIVE_INFINITY }],
  ["clientElectricityUsdPerKwh", { clientElectricityUsdPerKwh: -1 }],
  ["poolFeeRatio", { poolFeeRatio: 2.5 }],
  ["poolShareRatio", { poolShareRatio: 0 }],
  ["uptimeRatio", { uptimeRatio: 1.01 }],
  ["curtailmentRatio", { curtailmentRatio: -0.1 }],
  ["fixedCostUsdPerMonth", { fixedCostUsdPerMonth: -1 }],
  ["capexUsd", { capexUsd: -1 }],
  ["market.btcPriceUsd", { market: { ...marketFixture, btcPriceUsd: 0 } }],
  ["market.difficulty", { market: { ...marketFixture, difficulty: 0 } }],
  ["market.networkHashrateThs", { market: { ...marketFixture, networkHashrateThs: 0 } }],
  ["market.subsidyBtc", { market: { ...marketFixture, subsidyBtc: 51 } }],
  ["market.feesBtcPerBlock", { market: { ...marketFixture, feesBtcPerBlock: -0.1 } }],
  ["market.blockHeight", { market: { ...marketFixture, blockHeight: 1.5 } }],
  ["projection.months", { projection: { ...projectionFixture, months: 5 } }],
  ["projection.months", { projection: { ...projectionFixture, months: 61 } }],
  ["projection.difficultyGrowthRatio", { projection: { ...projectionFixture, difficultyGrowthRatio: -0.8 } }],
  [
    "projection.priceGrowthRatioPerMonth",
    { projection: { ...projectionFixture, priceGrowthRatioPerMonth: -1 } },
  ],
  [
    "projection.hashrateDecayRatioPerMonth",
    { projection: { ...projectionFixture, hashrateDecayRatioPerMonth: 1 } },
  ],
  [
    "projection.electricityEscalatorRatioPerYear",
    { projection: { ...projectionFixture, electricityEscalatorRatioPerYear: 2 } },
  ],
  ["projection.feeShareRatio", { projection: { ...projectionFixture, feeShareRatio: 1 } }],
  ["projection.discountRatioPerYear", { projection: { ...projectionFixture, discountRatioPerYear: -0.1 } }],
  ["projection.resaleUsd", { projection: { ...projectionFixture, resaleUsd: -1 } }],
  ["projection.resaleUsd", { projection: { ...projectionFixture, resaleUsd: 1, resaleRatioOfCapex: 0.1 } }],
] as const;

describe("findInputProblems", () => {
  it("finds nothing wrong with good inputs", () => {
    expect(findInputProblems({ ...inputsFixture, projection: projectionFixture })).toEqual([]);
  });

  it.each(bad)("refuses a broken %s: %j", (field, change) => {
    const inputs = { ...inputsFixture, ...change };
    expect(findInputProblems(inputs).map((problem) => problem.field)).toEqual([field]);
    for (const run of [calculate, calculateDaily]) {
      expect(() => run(inputs)).toThrow(DomainError);
      expect(() => run(inputs)).toThrow(new RegExp(`^${field.replace(".", "\\.")} must be .*, got `));
    }
  });

  it("names field, value and rule on the error", () => {
    try {
      calculate({ ...inputsFixture, electricityUsdPerKwh: -0.05 });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        field: "electricityUsdPerKwh",
        message: "electricityUsdPerKwh must be >= 0 and <= 100 USD/kWh, got -0.05",
        broken: { value: -0.05, rule: ">= 0 and <= 100 USD/kWh" },
      });
    }
  });

  it("lists every problem at once", () => {
    const inputs = {
      ...inputsFixture,
      quantity: 0,
      uptimeRatio: 2,
      market: { ...marketFixture, difficulty: -1 },
    };
    const fields = findInputProblems(inputs).map((problem) => problem.field);
    expect(fields).toEqual(["quantity", "uptimeRatio", "market.difficulty"]);
  });

  it("refuses words it does not know", () => {
    const scheme = JSON.parse('{"payoutScheme":"solo"}');
    const per = JSON.parse('{"difficultyGrowthPer":"year"}');
    expect(findInputProblems({ ...inputsFixture, ...scheme })).toMatchObject([
      { field: "payoutScheme", value: "solo" },
    ]);
    const projection = { ...projectionFixture, ...per };
    expect(findInputProblems({ ...inputsFixture, projection })).toMatchObject([{ value: "year" }]);
  });

  it("refuses a number given as text", () => {
    const text = JSON.parse('{"powerWatts":"3550"}');
    expect(findInputProblems({ ...inputsFixture, ...text })).toMatchObject([
      { field: "powerWatts", value: "3550" },
    ]);
  });
});
