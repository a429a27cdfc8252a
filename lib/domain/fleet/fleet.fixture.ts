import fc from "fast-check";
import { marketFixture } from "../mining/calculation.fixture";
import type { CurtailmentRequest, FleetGroup, FleetInputs } from "./fleet";

/** 100 x S21 new, on the round figures of `marketFixture`: strike 0.0966 USD/kWh. */
export const s21Group: FleetGroup = {
  id: "s21",
  name: "Antminer S21",
  hashrateThs: 200,
  powerWatts: 3550,
  quantity: 100,
  ageMonths: 0,
  hashrateDecayRatioPerMonth: 0,
  electricityUsdPerKwh: 0.06,
};

/** 40 x S19j Pro: 29.5 J/TH, strike 0.0575 USD/kWh, below its electricity price. */
export const s19Group: FleetGroup = {
  ...s21Group,
  id: "s19",
  name: "Antminer S19j Pro",
  hashrateThs: 104,
  powerWatts: 3068,
  quantity: 40,
};

export const fleetFixture: FleetInputs = {
  groups: [s21Group],
  poolFeeRatio: 0.025,
  uptimeRatio: 1,
  fixedCostUsdPerMonth: 0,
  market: marketFixture,
};

export const mixedFleet: FleetInputs = { ...fleetFixture, groups: [s21Group, s19Group] };

/** 0..max in ten thousand steps: no subnormal numbers, whose rounding is no fact about fleets. */
function upTo(max: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 10_000 }).map((step) => (step * max) / 10_000);
}

const anyGroup: fc.Arbitrary<Omit<FleetGroup, "id">> = fc.record({
  name: fc.constantFrom("S21", "S19j Pro", "M30S++"),
  hashrateThs: fc.double({ min: 10, max: 1200, noNaN: true }),
  powerWatts: fc.double({ min: 500, max: 12_000, noNaN: true }),
  quantity: fc.integer({ min: 1, max: 60 }),
  ageMonths: fc.integer({ min: 0, max: 60 }),
  hashrateDecayRatioPerMonth: upTo(0.05),
  electricityUsdPerKwh: upTo(0.2),
});

/** Fleets of one to six groups; the price makes some machines earn and some lose. */
export const anyFleet: fc.Arbitrary<FleetInputs> = fc
  .record({
    groups: fc.array(anyGroup, { minLength: 1, maxLength: 6 }),
    poolFeeRatio: upTo(0.1),
    uptimeRatio: upTo(1),
    fixedCostUsdPerMonth: fc.integer({ min: 0, max: 20_000 }),
    btcPriceUsd: fc.integer({ min: 20_000, max: 200_000 }),
  })
  .map(({ groups, btcPriceUsd, ...rest }) => ({
    ...rest,
    groups: groups.map((group, index) => ({ ...group, id: `g${index}` })),
    market: { ...marketFixture, btcPriceUsd },
  }));

/** Any share by any strategy. */
export const anyCurtailment: fc.Arbitrary<CurtailmentRequest> = fc.record({
  strategy: fc.constantFrom("efficiency", "proportional", "random", "unprofitable"),
  basis: fc.constantFrom("power", "machines"),
  shareRatio: upTo(1),
  seed: fc.nat(),
});
