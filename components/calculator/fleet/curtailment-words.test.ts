import { describe, expect, it } from "vitest";
import type { CurtailmentRequest, FleetInputs } from "@/lib/domain/fleet/fleet";
import { planCurtailment } from "@/lib/domain/fleet/plan-curtailment";
import { adviceSentence, planSentence } from "./curtailment-words";

// The calculator's vector: 100 x S21 at 200 TH/s and 3,550 W, $0.06, $80,000, 119.12 T, 3.125 BTC, fee 2.5 %.
const fleet: FleetInputs = {
  groups: [
    {
      id: "1",
      name: "Antminer S21",
      hashrateThs: 200,
      powerWatts: 3550,
      quantity: 100,
      ageMonths: 0,
      hashrateDecayRatioPerMonth: 0,
      electricityUsdPerKwh: 0.06,
    },
  ],
  poolFeeRatio: 0.025,
  uptimeRatio: 1,
  fixedCostUsdPerMonth: 0,
  market: {
    btcPriceUsd: 80_000,
    difficulty: 119_120_000_000_000,
    networkHashrateThs: null,
    networkHashrateStale: false,
    subsidyBtc: 3.125,
    feesBtcPerBlock: null,
    blockHeight: null,
  },
};
const request: CurtailmentRequest = { strategy: "efficiency", basis: "power", shareRatio: 0.2, seed: 0 };
const say = (change: Partial<CurtailmentRequest>, inputs: FleetInputs = fleet) =>
  planSentence(planCurtailment(inputs, { ...request, ...change }));

describe("planSentence", () => {
  it("says what is switched off, saved, given up and left", () => {
    // By hand: 20 of 8,520 kWh x $0.06 / 5 = $102.24; 0.0102909112 BTC x $80,000 / 5 = $164.65; difference $62.41.
    expect(say({})).toBe(
      "Switching off 20 of 100 machines saves $102.24 a day of power and gives up $164.65 of revenue: it costs $62.41 a day.",
    );
  });

  it("leaves cents out where they do not matter", () => {
    // Ten times the fleet at four times the power price: $4,089.60 saved, $1,646.55 given up.
    const dear = fleet.groups.map((group) => ({ ...group, quantity: 1000, electricityUsdPerKwh: 0.24 }));
    expect(say({}, { ...fleet, groups: dear })).toBe(
      "Switching off 200 of 1,000 machines saves $4,090 a day of power and gives up $1,647 of revenue: it brings $2,443 a day.",
    );
  });

  it("names the machine that rests part of the day", () => {
    expect(say({ shareRatio: 0.204 })).toMatch(
      /^Switching off 20 of 100 machines, and one more for 40 % of the day saves/,
    );
    expect(say({ shareRatio: 0.004 })).toMatch(/^Switching off one machine for 40 % of the day saves/);
  });

  it("says so when nothing is switched off", () => {
    expect(say({ shareRatio: 0 })).toBe("Nothing is switched off.");
    expect(say({ strategy: "unprofitable" })).toBe("No model loses money per kWh: nothing is switched off.");
  });

  it("does not make up what is given up without a price", () => {
    const unpriced = { ...fleet, market: { ...fleet.market, btcPriceUsd: null } };
    expect(say({}, unpriced)).toBe(
      "Switching off 20 of 100 machines saves $102 a day of power; without a Bitcoin price nobody can say what it gives up.",
    );
  });
});

describe("adviceSentence", () => {
  const advice = {
    id: "1",
    name: "Antminer S19",
    machines: 120,
    switchOff: true,
    strikeUsdPerKwh: 0.0512,
    electricityUsdPerKwh: 0.07,
    marginUsdPerKwh: -0.0188,
    netEffectUsdPerDay: 100,
  };

  it("is an order with both prices", () => {
    expect(adviceSentence(advice)).toBe(
      "Antminer S19: earns $0.051 per kWh, pays $0.070: switch off all 120.",
    );
  });

  it("takes as many decimals as it needs to tell the prices apart", () => {
    expect(adviceSentence({ ...advice, machines: 1, strikeUsdPerKwh: 0.06996 })).toBe(
      "Antminer S19: earns $0.06996 per kWh, pays $0.07000: switch it off.",
    );
  });
});
