import { btcPerDayByDifficulty } from "../mining/btc-per-day";
import { DAYS_PER_MONTH } from "../network/consensus";
import { type HashpriceDay, hashpriceHistory } from "../network/hashprice-history";
import { dayNumber, utcDay } from "../network/utc-day";
import { requireWithin } from "../require-range";
import type { PastMarket } from "./past-market";

/** Days after the newest retarget on which its difficulty is surely still in force: no epoch since 2022 took under twelve. */
const NEWEST_HOLDS_DAYS = 10;

/** One month of 30.4375 days as it came, for one TH/s that never stopped; before pool fee, subsidy only. */
export interface HappenedMonth {
  readonly month: number;
  /** First and last UTC day that lies in the month, wholly or in part. */
  readonly firstDayUtc: string;
  readonly lastDayUtc: string;
  /** Days with close and difficulty, in days of 24 hours; 30.4375 when nothing is missing. */
  readonly knownDays: number;
  readonly missingDaysUtc: readonly string[];
  /** Over the known days. */
  readonly btcPerThs: number;
  readonly revenueUsdPerThs: number;
  /** Means over the known days; `null` when no day is known. */
  readonly btcPriceUsd: number | null;
  readonly difficulty: number | null;
  readonly rewardBtcPerBlock: number | null;
}

/** Answers what happened after a day; the record is read once. */
export type Happenings = (
  dayUtc: string,
  months: number,
  hashrateDecayRatioPerMonth: number,
) => HappenedMonth[];

interface Sums {
  days: number;
  btc: number;
  usd: number;
  price: number;
  difficulty: number;
  reward: number;
}

function add(sums: Sums, day: HashpriceDay, share: number, hashrateThs: number): boolean {
  const { closeUsd, difficulty, subsidyBtc } = day;
  if (closeUsd === null || difficulty === null || subsidyBtc === null) return false;
  const btc = btcPerDayByDifficulty(hashrateThs, difficulty, subsidyBtc) * share;
  sums.days += share;
  sums.btc += btc;
  sums.usd += btc * closeUsd;
  sums.price += closeUsd * share;
  sums.difficulty += difficulty * share;
  sums.reward += subsidyBtc * share;
  return true;
}

/**
 * What one TH/s earned after a day, month by month, from the recorded closes and retargets.
 *
 * A day's income is 86,400 x 10^12 x subsidy / (difficulty x 2^32) x close of that day: what the difficulty in force
 * pays on average, however fast blocks came. The first day is the one after `dayUtc`. A month is 30.4375 days, the
 * length of the calculator's 4,383 blocks at 600 s; a day on which one month ends and the next begins is shared
 * between them, so that both sides count the same hours. Difficulty and subsidy change on the recorded days of
 * retargets and halvings. Hashrate shrinks as in the projection: by the decay at each month's start.
 *
 * A day without close or difficulty is left out of every sum and named; nothing is interpolated.
 *
 * @throws {DomainError} on days out of order or malformed, or `months` not whole and > 0.
 */
export function happenings(past: PastMarket): Happenings {
  const known = new Map(
    hashpriceHistory(past.days, past.retargets, NEWEST_HOLDS_DAYS).map((day) => [
      dayNumber("days.dayUtc", day.dayUtc),
      day,
    ]),
  );
  return (dayUtc, months, hashrateDecayRatioPerMonth) => {
    requireWithin("months", months, { min: 1, max: 60, whole: true, unit: "months" });
    const start = dayNumber("dayUtc", dayUtc) + 1;
    return Array.from({ length: months }, (_, index) =>
      monthOf(known, start, index, (1 - hashrateDecayRatioPerMonth) ** index),
    );
  };
}

function monthOf(
  known: ReadonlyMap<number, HashpriceDay>,
  start: number,
  index: number,
  hashrateThs: number,
): HappenedMonth {
  const from = start + index * DAYS_PER_MONTH;
  const to = from + DAYS_PER_MONTH;
  const sums: Sums = { days: 0, btc: 0, usd: 0, price: 0, difficulty: 0, reward: 0 };
  const missingDaysUtc: string[] = [];
  for (let day = Math.floor(from); day < to; day += 1) {
    const share = Math.min(day + 1, to) - Math.max(day, from);
    const recorded = known.get(day);
    if (recorded === undefined || !add(sums, recorded, share, hashrateThs)) missingDaysUtc.push(utcDay(day));
  }
  const mean = (sum: number) => (sums.days === 0 ? null : sum / sums.days);
  return {
    month: index + 1,
    firstDayUtc: utcDay(Math.floor(from)),
    lastDayUtc: utcDay(Math.ceil(to) - 1),
    knownDays: sums.days,
    missingDaysUtc,
    btcPerThs: sums.btc,
    revenueUsdPerThs: sums.usd,
    btcPriceUsd: mean(sums.price),
    difficulty: mean(sums.difficulty),
    rewardBtcPerBlock: mean(sums.reward),
  };
}
