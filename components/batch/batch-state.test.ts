import { describe, expect, it } from "vitest";
import { batchCodec, viewSpec } from "./batch-state";

describe("the batch screen's address", () => {
  it("is empty to begin with, and says back what was set", () => {
    const start = batchCodec.read("");
    expect(batchCodec.write(start)).toBe("");
    const state = {
      ...start,
      settings: { ...start.settings, electricityUsdPerKwh: 0.06, poolFeeRatio: 0.025, feesBtcPerBlock: 0 },
      isAllOrNothing: true,
      table: { filter: "hall a", sort: { id: "dailyProfitUsd", descending: true }, preset: "all" },
      models: ["Antminer S21", "own figures"],
      only: "loss" as const,
    };
    expect(batchCodec.read(batchCodec.write(state))).toEqual(state);
    expect(viewSpec(state)).toEqual({
      filter: "hall a",
      models: ["Antminer S21", "own figures"],
      only: "loss",
      sort: { id: "dailyProfitUsd", descending: true },
    });
  });

  it("leaves out what breaks a rule", () => {
    const { settings, only } = batchCodec.read("?v=1&e=-1&f=abc&u=1.5&d=0&bp=80000&only=rich");
    expect(settings).toMatchObject({
      electricityUsdPerKwh: null,
      poolFeeRatio: null,
      uptimeRatio: null,
      difficulty: null,
      btcPriceUsd: 80_000,
    });
    expect(only).toBeNull();
  });
});
