import { describe, expect, it } from "vitest";
import { missingFigure } from "@/lib/domain/provenance/figure";
import { marketNowFixture } from "./market-now.fixture";
import { stateSentence } from "./state-sentence";

const nowMs = Date.parse("2026-10-06T12:00:00Z");

describe("stateSentence", () => {
  it("says what a petahash earns and where difficulty heads", () => {
    expect(stateSentence(marketNowFixture, nowMs)).toBe(
      "One PH/s earns $47.70 a day including fees. Difficulty is expected to change by +2.10 % in 11 d 22 h.",
    );
  });

  it("says that fees are not included when nobody supplied them", () => {
    const now = { ...marketNowFixture, feesBtcPerBlock: missingFigure("BTC/block", "no provider") };
    expect(stateSentence(now, nowMs)).toContain("$47.70 a day, fees not included.");
  });

  it("speaks of the past when the hashprice is the last known one", () => {
    const hashpriceUsdPerPhDay = { ...marketNowFixture.hashpriceUsdPerPhDay, stale: true };
    expect(stateSentence({ ...marketNowFixture, hashpriceUsdPerPhDay }, nowMs)).toContain("last earned");
  });

  it("says what is not known instead of a number", () => {
    const now = {
      ...marketNowFixture,
      hashpriceUsdPerPhDay: missingFigure("USD/PH/day", "no price"),
      retarget: { ...marketNowFixture.retarget, estimatedChangeRatio: missingFigure("ratio", "no provider") },
    };
    expect(stateSentence(now, nowMs)).toBe(
      "What one PH/s earns is not known right now. No estimate of the next retarget is known.",
    );
  });

  it("does not announce a retarget that lies in the past", () => {
    expect(stateSentence(marketNowFixture, Date.parse("2026-10-20T00:00:00Z"))).toContain("is due");
  });
});
