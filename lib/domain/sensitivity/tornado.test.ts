import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { calculateDaily } from "../mining/calculate-daily";
import { inputsFixture, marketFixture, projectionFixture } from "../mining/calculation.fixture";
import { project } from "../projection/project";
import { tornado } from "./tornado";

const projected = { ...inputsFixture, capexUsd: 100_000, projection: projectionFixture };

describe("tornado", () => {
  it("puts the widest swing of daily profit first", () => {
    const { bars, baseUsd } = tornado(inputsFixture, "dailyProfitUsd", 0.1);
    expect(baseUsd).toBeCloseTo(312.07, 2);
    const swings = bars.map((bar) => bar.swingUsd);
    expect(swings).toEqual([...swings].sort((a, b) => b - a));
    // Net revenue 823.27 USD: difficulty moves it by 1/0.9 - 1/1.1, price by 20 %, energy 511.20 USD by 20 %.
    expect(bars[0]?.input).toBe("market.difficulty");
    expect(bars[0]?.swingUsd).toBeCloseTo(823.2729 * (1 / 0.9 - 1 / 1.1), 2);
    const electricity = bars.find((bar) => bar.input === "electricityUsdPerKwh");
    expect(electricity?.swingUsd).toBeCloseTo(102.24, 9);
    expect(electricity?.decreased.metricUsd).toBeGreaterThan(electricity?.increased.metricUsd ?? Number.NaN);
  });

  it("computes each end as the calculator does", () => {
    const price = tornado(inputsFixture, "dailyProfitUsd", 0.2).bars.find(
      (bar) => bar.input === "market.btcPriceUsd",
    );
    expect(price?.increased).toEqual({
      inputValue: 96_000,
      metricUsd: calculateDaily({ ...inputsFixture, market: { ...marketFixture, btcPriceUsd: 96_000 } })
        .profitUsd,
    });
  });

  it("does not move uptime above 100 %, and says that it did not", () => {
    const uptime = tornado(inputsFixture, "dailyProfitUsd", 0.1).bars.find(
      (bar) => bar.input === "uptimeRatio",
    );
    expect(uptime).toMatchObject({ isClamped: true, increased: { inputValue: 1 } });
  });

  it("leaves out what is absent, zero or without effect", () => {
    const inputs = tornado(inputsFixture, "dailyProfitUsd", 0.1).bars.map((bar) => bar.input);
    expect(inputs).not.toContain("market.feesBtcPerBlock");
    expect(inputs).not.toContain("fixedCostUsdPerMonth");
    expect(inputs).not.toContain("capexUsd");
  });

  it("moves NPV by capital cost one to one and by the path's own growth", () => {
    const { bars, baseUsd } = tornado(projected, "npvUsd", 0.1);
    expect(baseUsd).toBe(project(projected).npvUsd);
    expect(bars.find((bar) => bar.input === "capexUsd")?.swingUsd).toBeCloseTo(20_000, 6);
    expect(bars.map((bar) => bar.input)).toContain("projection.difficultyGrowthRatio");
  });

  it("says why it has no base", () => {
    expect(tornado(inputsFixture, "npvUsd", 0.1)).toMatchObject({
      baseUsd: null,
      reason: "no capital cost given",
      bars: [],
    });
    const noPrice = { ...inputsFixture, market: { ...marketFixture, btcPriceUsd: null } };
    expect(tornado(noPrice, "dailyProfitUsd", 0.1)).toMatchObject({
      baseUsd: null,
      reason: "no BTC price is known",
    });
  });

  it("refuses a move of 0, of 100 %, and an unknown metric", () => {
    expect(() => tornado(inputsFixture, "dailyProfitUsd", 0)).toThrow(DomainError);
    expect(() => tornado(inputsFixture, "dailyProfitUsd", 1)).toThrow(/moveRatio must be > 0 and <= 0.9/);
    expect(() => tornado(inputsFixture, JSON.parse('"irr"'), 0.1)).toThrow(/metric must be either/);
  });
});
