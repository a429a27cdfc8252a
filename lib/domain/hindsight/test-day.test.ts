import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculate } from "../mining/calculate";
import type { CalculationInputs } from "../mining/calculation";
import { inputsFixture } from "../mining/calculation.fixture";
import { utcDay } from "../network/utc-day";
import { flatProjection } from "../projection/flat-projection";
import { fanOf } from "../uncertainty/fan";
import type { MarketViews } from "../uncertainty/market-views";
import { SeededRandom } from "../uncertainty/seeded-random";
import { simulate } from "../uncertainty/simulate";
import { fleetProfitUsd } from "./fleet-profit";
import type { PastMarket } from "./past-market";
import { syntheticMarket, syntheticStart } from "./synthetic-market.fixture";
import { type TestedDay, testDay } from "./test-day";
import { happenings } from "./what-happened";

const views: MarketViews = {
  priceGrowthRatioPerMonth: 0.01,
  priceVolatilityPerMonth: 0.15,
  difficultyGrowthRatioPerRetarget: 0.008,
  difficultyVolatilityPerRetarget: 0.04,
  correlation: 0.3,
  priceGrowthStandardError: 0,
  difficultyGrowthStandardError: 0,
};
const still: MarketViews = { ...views, priceGrowthRatioPerMonth: 0, priceVolatilityPerMonth: 0 };
const options = { months: 6, hashrateDecayRatioPerMonth: 0, paths: 200 };

/** The record up to the day: thirty epochs and five days. */
const knownDays = 425;
const dayUtc = utcDay(syntheticStart + knownDays - 1);

function tested(past: PastMarket, wanted: Partial<typeof options> = {}): TestedDay {
  const answer = testDay(past, happenings(past), dayUtc, { ...options, ...wanted });
  if (answer.tested === null) throw new Error(answer.reason);
  return answer.tested;
}

/** Everything that was said, without what happened. */
function saidPart({ happened: _happened, window, ...said }: TestedDay) {
  const { happenedUsdPerThs: _usd, rankRatio: _rank, ...figures } = window;
  return { ...said, figures };
}

describe("testDay", () => {
  const past = syntheticMarket(knownDays + 190, views, SeededRandom.fromSeed(7));

  it("says the same to the bit when everything after the day is cut off", () => {
    const cut: PastMarket = {
      days: past.days.filter((day) => day.dayUtc <= dayUtc),
      retargets: past.retargets.filter((retarget) => retarget.dayUtc <= dayUtc),
    };
    expect(cut.days).toHaveLength(knownDays);
    const whole = tested(past);
    expect(saidPart(tested(cut))).toStrictEqual(saidPart(whole));
    // The record did go on: what happened is another matter.
    expect(tested(cut).window.rankRatio).toBeNull();
    expect(whole.window.rankRatio).not.toBeNull();
  });

  it("says the same to the bit whatever is written over the days after", () => {
    const said = saidPart(tested(past));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const random = SeededRandom.fromSeed(seed);
        const scrambled: PastMarket = {
          days: past.days.map((day) =>
            day.dayUtc > dayUtc ? { ...day, closeUsd: 1e6 * random.nextUnit() } : day,
          ),
          retargets: past.retargets.map((row) =>
            row.dayUtc > dayUtc ? { ...row, difficulty: 1 + 1e15 * random.nextUnit() } : row,
          ),
        };
        expect(saidPart(tested(scrambled))).toStrictEqual(said);
      }),
      { numRuns: 10 },
    );
  });

  it("does change by what came before: the test above can fail", () => {
    const moved = past.days.map((day, index) => (index === 14 ? { ...day, closeUsd: 50_000 } : day));
    expect(saidPart(tested({ ...past, days: moved }))).not.toEqual(saidPart(tested(past)));
  });

  it("says what happens where nothing is left to chance: constant price, difficulty growing at a known rate", () => {
    const certain = syntheticMarket(knownDays + 190, { ...still, difficultyVolatilityPerRetarget: 0 }, null);
    const { window, middle, happened, estimate } = tested(certain);
    expect(estimate.views.difficultyGrowthRatioPerRetarget).toBeCloseTo(0.008, 12);
    for (const said of [window.lowUsdPerThs, window.medianUsdPerThs, window.highUsdPerThs]) {
      expect(said / window.happenedUsdPerThs).toBeCloseTo(1, 9);
    }
    for (const [index, month] of happened.entries()) {
      expect(month.revenueUsdPerThs / (middle[index]?.revenueUsd ?? 0)).toBeCloseTo(1, 9);
      expect((month.difficulty ?? 0) / (middle[index]?.difficulty ?? 0)).toBeCloseTo(1, 9);
    }
    // Who says that nothing changes is too optimistic by now.
    expect(window.flatUsdPerThs).toBeGreaterThan(1.03 * window.happenedUsdPerThs);
  });

  it("says days x hashprice where nothing changes, by hand", () => {
    const same = syntheticMarket(
      knownDays + 190,
      { ...still, difficultyGrowthRatioPerRetarget: 0, difficultyVolatilityPerRetarget: 0 },
      null,
    );
    const { window } = tested(same, { months: 3 });
    // 86,400 x 10^12 x 3.125 / (80e12 x 2^32) x 60,000 USD x 91.3125 days, by bc -l.
    for (const usd of [window.flatUsdPerThs, window.medianUsdPerThs, window.happenedUsdPerThs]) {
      expect(usd).toBeCloseTo(4.305_220_5, 6);
    }
  });

  it("is the calculator's own answer for any fleet: the income of one TH/s scaled", () => {
    const { market, said, flat, estimate } = tested(past, { hashrateDecayRatioPerMonth: 0.01 });
    const inputs: CalculationInputs = {
      ...inputsFixture,
      uptimeRatio: 0.9,
      fixedCostUsdPerMonth: 500,
      market,
    };
    const projection = { ...flatProjection, months: 6, hashrateDecayRatioPerMonth: 0.01 };
    const chart = calculate({ ...inputs, projection }).chart?.months ?? [];
    const simulation = simulate(
      { ...inputs, projection: { ...projection, difficultyGrowthPer: "retarget" } },
      estimate.views,
      { paths: options.paths, seed: syntheticStart + knownDays - 1 },
    );
    if (simulation.kind === "missing") throw new Error(simulation.reason);
    const fan = fanOf(simulation.simulated, "cumulativeUsd");
    let flatUsdPerThs = 0;
    for (const [index, month] of said.entries()) {
      flatUsdPerThs += flat[index]?.revenueUsd ?? 0;
      const profit = (perThs: number) => fleetProfitUsd(inputs, perThs, index + 1);
      expect(profit(flatUsdPerThs)).toBeCloseTo(chart[index]?.cumulativeUsd ?? 0, 5);
      expect(profit(month.lowUsdPerThs)).toBeCloseTo(fan.p10[index] ?? 0, 5);
      expect(profit(month.medianUsdPerThs)).toBeCloseTo(fan.p50[index] ?? 0, 5);
      expect(profit(month.highUsdPerThs)).toBeCloseTo(fan.p90[index] ?? 0, 5);
    }
  });

  it("does not judge a window that lacks a day, and says nothing on a day without a close", () => {
    const lacking = (missing: string): PastMarket => ({
      ...past,
      days: past.days.map((day) => (day.dayUtc === missing ? { ...day, closeUsd: null } : day)),
    });
    const gap = tested(lacking(utcDay(syntheticStart + knownDays + 40)));
    expect(gap.window.rankRatio).toBeNull();
    expect(gap.happened.flatMap(({ missingDaysUtc }) => missingDaysUtc)).toEqual([
      utcDay(syntheticStart + knownDays + 40),
    ]);
    const without = lacking(dayUtc);
    expect(testDay(without, happenings(without), dayUtc, options)).toEqual({
      tested: null,
      reason: `no close is recorded for ${dayUtc}`,
    });
  });

  it("says nothing where too little lay behind", () => {
    const early = utcDay(syntheticStart + 100);
    const answer = testDay(past, happenings(past), early, options);
    expect(answer).toMatchObject({ tested: null, reason: expect.stringMatching(/at least 13 are needed/) });
  });
});

describe("the band on markets drawn from the model itself", () => {
  it("holds about as often as it promises", { timeout: 60_000 }, () => {
    const markets = 300;
    const behindDays = 841;
    const start = utcDay(syntheticStart + behindDays - 1);
    const held = { 0.5: 0, 0.8: 0, 0.95: 0 };
    for (let seed = 0; seed < markets; seed += 1) {
      const past = syntheticMarket(behindDays + 190, views, SeededRandom.fromSeed(seed));
      const answer = testDay(past, happenings(past), start, { ...options, paths: 400 });
      const rank = answer.tested?.window.rankRatio ?? Number.NaN;
      for (const promise of [0.5, 0.8, 0.95] as const) {
        if (Math.abs(rank - 0.5) <= promise / 2) held[promise] += 1;
      }
    }
    // One standard deviation of 300 draws is 2.9, 2.3 and 1.3 points.
    expect(Math.abs(held[0.5] / markets - 0.5)).toBeLessThan(0.06);
    expect(Math.abs(held[0.8] / markets - 0.8)).toBeLessThan(0.05);
    expect(Math.abs(held[0.95] / markets - 0.95)).toBeLessThan(0.03);
  });
});
