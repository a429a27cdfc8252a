import { describe, expect, it } from "vitest";
import type { Reading } from "@/lib/server/providers/reading";
import { assembleMarketNow, type NowInputs } from "./assemble-now";
import { type KnownValue, type LastKnown, nothingKnown } from "./last-known";
import { type LiveMarket, nothingLive } from "./live-sources";

const nowMs = Date.parse("2026-11-22T12:00:00Z");
const silence = "No provider answers at present.";

function reading(value: number, unit: string, ageMinutes: number): Reading {
  const asOf = new Date(nowMs - ageMinutes * 60_000).toISOString();
  return { value, unit, source: "Somebody", asOf, retrievedAt: asOf };
}

const known = (value: number, asOf: string): KnownValue => ({ value, source: "history", asOf });

function assemble(
  live: Partial<LiveMarket>,
  last: Partial<LastKnown> = {},
  changes: Partial<NowInputs> = {},
) {
  return assembleMarketNow({
    live: { ...nothingLive, ...live },
    known: { ...nothingKnown, ...last },
    silence,
    credits: [],
    nowMs,
    ...changes,
  });
}

describe("assembleMarketNow", () => {
  it("with nothing at all names a reason for every missing figure and invents none", () => {
    const now = assemble({});
    const { crossChecks, credits, generatedAt, retarget, ...figures } = now;
    const { height, estimatedAt, ...retargetFigures } = retarget;
    for (const figure of [...Object.values(figures), ...Object.values(retargetFigures)]) {
      expect(figure).toMatchObject({ value: null, source: null, asOf: null });
      expect(figure.note).toMatch(/\w/);
    }
    expect([crossChecks, credits, height, estimatedAt]).toEqual([[], [], null, null]);
    expect(generatedAt).toBe("2026-11-22T12:00:00.000Z");
    expect(now.hashpriceUsdPerPhDay.note).toBe("Cannot be computed without price and difficulty and subsidy");
  });

  it("marks a live price stale after five minutes, not before", () => {
    expect(assemble({ price: reading(1, "USD", 5) }).btcPriceUsd.stale).toBe(false);
    expect(assemble({ price: reading(1, "USD", 6) }).btcPriceUsd.stale).toBe(true);
  });

  it("says how many retargets have come since the last known difficulty", () => {
    const since = (asOf: string) => assemble({}, { difficulty: known(1e14, asOf) }).difficulty.note;
    expect(since("2026-10-04T00:00:00.000Z")).toContain("About 3 retargets have come since.");
    expect(since("2026-11-01T00:00:00.000Z")).toContain("About 1 retarget has come since.");
    expect(since("2026-11-20T00:00:00.000Z")).not.toContain("come since");
  });

  it("names the subsidy only while the next halving cannot have come", () => {
    const at = (height: number) => assemble({}, { blockHeight: known(height, "2026-11-12T12:00:00.000Z") });
    // Ten days at twice 144 blocks are 2,880.
    expect(at(1_050_000 - 2881).subsidyBtc).toMatchObject({ value: 3.125, stale: false });
    expect(at(1_050_000 - 2880).subsidyBtc).toMatchObject({
      value: null,
      note: expect.stringContaining("halving at block 1050000 may have come"),
    });
    expect(at(1_050_000).subsidyBtc.value).toBe(1.5625);
  });

  // The Foundry-style vector: difficulty 1e14, 3.125 BTC, $100,000 gives $62.8642737865448 a PH/s and day.
  it("computes the hashprice of the published vector, without fees and with them", () => {
    const network = { difficulty: reading(1e14, "", 1), observedHashrateThs: reading(9e8, "TH/s", 1) };
    const live = { price: reading(100_000, "USD", 1), network, tip: reading(976_000, "block", 1) };
    const without = assemble(live).hashpriceUsdPerPhDay;
    expect(without.value).toBeCloseTo(62.8642737865448, 10);
    expect(without.note).toContain("fees not included");
    const withFees = assemble({ ...live, fees: reading(0.3125, "BTC/block", 1) }).hashpriceUsdPerPhDay;
    expect(Number(withFees.value) / Number(without.value)).toBeCloseTo(1.1, 12);
    expect(withFees.note).toContain("fees included");
  });

  it("dates a computed figure by its oldest part and marks it stale with any part", () => {
    const network = { difficulty: reading(1e14, "", 90), observedHashrateThs: reading(9e8, "TH/s", 1) };
    const now = assemble({ price: reading(1, "USD", 1), network, tip: reading(976_000, "block", 1) });
    expect(now.hashpriceUsdPerPhDay).toMatchObject({ asOf: now.difficulty.asOf, stale: true });
  });

  it("with a height but no estimate still says how many blocks remain", () => {
    const now = assemble({ tip: reading(975_000, "block", 1) });
    expect(now.retarget).toMatchObject({
      height: 975_744,
      estimatedAt: null,
      remainingBlocks: { value: 744, stale: false },
    });
    expect(now.retarget.estimatedChangeRatio.value).toBeNull();
  });

  it("takes the previous change from two retargets in a row only", () => {
    const row = (height: number, difficulty: number) => ({
      height,
      difficulty,
      dayUtc: "2026-11-15",
      dateSource: "block header",
    });
    const change = (retargets: LastKnown["retargets"]) =>
      assemble({}, { retargets }).retarget.previousChangeRatio;
    expect(change([row(971_712, 1.1e14), row(969_696, 1e14)])).toMatchObject({ stale: false });
    expect(change([row(971_712, 1.1e14), row(969_696, 1e14)]).value).toBeCloseTo(0.1, 12);
    expect(change([row(973_728, 1.1e14), row(969_696, 1e14)]).value).toBeNull();
    expect(change([row(971_712, 1.1e14)]).value).toBeNull();
  });
});
