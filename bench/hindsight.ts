import path from "node:path";
import { readReferenceFiles } from "@/db/seed/reference-files";
import { firstEstimableDay } from "@/lib/domain/hindsight/first-estimable-day";
import type { TestedFleet } from "@/lib/domain/hindsight/fleet-profit";
import type { PastMarket } from "@/lib/domain/hindsight/past-market";
import { scoreWindows, type TestedWindow } from "@/lib/domain/hindsight/score-windows";
import { testDay } from "@/lib/domain/hindsight/test-day";
import { lastTestableDay, startDays } from "@/lib/domain/hindsight/testable-days";
import { type Happenings, happenings } from "@/lib/domain/hindsight/what-happened";
import { perSecond } from "./measure/per-second";
import { plainNormal } from "./measure/plain-normal";
import { figure } from "./measure/statistics";

/** As the page has it: paths of one day, and of each of all days. */
const pathsOfOneDay = 4000;
const pathsOfEachDay = 500;
const months = 12;

const s21: TestedFleet = {
  hashrateThs: 200,
  powerWatts: 3500,
  quantity: 1,
  electricityUsdPerKwh: 0.06,
  poolFeeRatio: 0.02,
  uptimeRatio: 0.98,
  fixedCostUsdPerMonth: 0,
};

/** The shipped history; a day without a row is missing, as in the product. */
function shippedHistory(): PastMarket {
  const files = readReferenceFiles(path.join(import.meta.dirname, "../db/seed"));
  return {
    days: files.dailyCloses.map((row) => ({ dayUtc: row.date, closeUsd: Number(row.close_usd) })),
    retargets: files.retargets.map((row) => ({
      height: Number(row.height),
      dayUtc: row.date,
      difficulty: Number(row.difficulty),
    })),
  };
}

function testEach(
  past: PastMarket,
  happened: Happenings,
  days: readonly string[],
  horizon: number,
): TestedWindow[] {
  const options = { months: horizon, hashrateDecayRatioPerMonth: 0, paths: pathsOfEachDay };
  return days.flatMap((dayUtc) => {
    const { tested } = testDay(past, happened, dayUtc, options);
    return tested === null ? [] : [tested.window];
  });
}

/**
 * The least that a test of one day must do: month by month on one path after another, price and two steps of
 * difficulty, income summed, sums sorted. Nothing is measured, no heights, no halving, nothing that happened.
 */
function plainDay(paths: number): number {
  const sums = new Float64Array(paths);
  for (let path = 0; path < paths; path += 1) {
    let price = 85_000;
    let difficulty = 132.7e12;
    for (let month = 0; month < months; month += 1) {
      sums[path] = (sums[path] ?? 0) + (2_629_800 * 1e12 * 3.125 * price) / (difficulty * 4_294_967_296);
      const shared = plainNormal();
      price *= Math.exp(0.02 + 0.15 * shared);
      difficulty *= Math.exp(0.014 + 0.04 * (0.2 * shared + 0.98 * plainNormal()));
      difficulty *= Math.exp(0.014 + 0.04 * (0.2 * shared + 0.98 * plainNormal()));
    }
  }
  return sums.sort()[paths >> 1] ?? Number.NaN;
}

/** Share of start days on which the bands held, by horizon. */
function heldRatios(past: PastMarket, happened: Happenings, first: string) {
  return Object.fromEntries(
    [3, 6, 12, 24].map((horizon) => {
      const days = daysOf(past, first, horizon);
      const score = scoreWindows(testEach(past, happened, days, horizon), s21, horizon);
      const held = (nominal: number) =>
        figure(
          score?.coverage.find(({ nominalRatio }) => nominalRatio === nominal)?.observedRatio ?? Number.NaN,
        );
      return [
        `${horizon} months`,
        {
          windows: score?.judged ?? 0,
          sideBySide: figure(score?.independentWindows ?? Number.NaN),
          band50: held(0.5),
          band80: held(0.8),
          band95: held(0.95),
          medianMissOfIncome: figure(score?.median.medianMissRatioOfIncome ?? Number.NaN),
          flatMissOfIncome: figure(score?.flat.medianMissRatioOfIncome ?? Number.NaN),
        },
      ];
    }),
  );
}

function daysOf(past: PastMarket, firstDayUtc: string, horizon: number): string[] {
  const lastDayUtc = lastTestableDay(past, horizon);
  return lastDayUtc === null ? [] : startDays({ firstDayUtc, lastDayUtc });
}

/** Milliseconds for a back-test of one day and of every day over twelve months, beside plain loops; and the score. */
export function measureHindsight() {
  const past = shippedHistory();
  const happened = happenings(past);
  const first = firstEstimableDay(past);
  if (first === null) throw new Error("the shipped history is too short to test");
  const days = daysOf(past, first, months);
  const oneDay = { months, hashrateDecayRatioPerMonth: 0, paths: pathsOfOneDay };
  const rates = perSecond(
    {
      plainDay: () => plainDay(pathsOfOneDay),
      oneDay: (index) =>
        testDay(past, happened, days[index % days.length] ?? first, oneDay).tested?.window.medianUsdPerThs ??
        Number.NaN,
      plainDays: () => days.reduce((sum) => sum + plainDay(pathsOfEachDay), 0),
      allDays: () => testEach(past, happened, days, months).length,
    },
    { plainDay: 5, oneDay: 5, plainDays: 1, allDays: 1 },
    5,
  );
  const milliseconds = (rate: number) => figure(1000 / rate);
  return {
    months,
    startDays: days.length,
    milliseconds: {
      plainDay: milliseconds(rates.plainDay),
      oneDay: milliseconds(rates.oneDay),
      plainDays: milliseconds(rates.plainDays),
      allDays: milliseconds(rates.allDays),
    },
    timesThePlainLoop: {
      oneDay: figure(rates.plainDay / rates.oneDay),
      allDays: figure(rates.plainDays / rates.allDays),
    },
    held: heldRatios(past, happened, first),
  };
}
