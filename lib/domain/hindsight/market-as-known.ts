import type { MarketInputs } from "../mining/calculation";
import { nextRetargetHeight } from "../network/retarget-height";
import { subsidyBtcAtHeight } from "../network/subsidy";
import { estimateHeightOnDay, type HeightOnDay, pastHalvings } from "../network/subsidy-on-day";
import { dayNumber, utcDay } from "../network/utc-day";
import type { PastMarket } from "./past-market";

/** A retarget older than this is not the newest one: the longest since 2011 took 19.4 days (2021-06-13). */
const EPOCH_DAYS_MAX = 21;

/** The market a calculator could have shown at the end of a day, or why it could not have shown one. */
export type KnownMarket =
  | { readonly market: MarketInputs & { readonly btcPriceUsd: number; readonly blockHeight: number } }
  | { readonly market: null; readonly reason: string };

/**
 * Height at the end of a UTC day as it could be known then: that of the newest retarget plus 144 blocks for each whole
 * day since its day began. It stays short of the next retarget, which nobody had seen yet, and on the right side of
 * the halvings whose day is recorded: whether the subsidy has halved is known on the day itself.
 */
function heightAsKnown(newest: HeightOnDay, dayUtc: string): number {
  const dayAfter = utcDay(dayNumber("dayUtc", dayUtc) + 1);
  const halved = pastHalvings.findLast((halving) => halving.dayUtc <= dayUtc)?.height ?? 0;
  const notYetHalved =
    pastHalvings.find((halving) => halving.dayUtc > dayUtc)?.height ?? Number.POSITIVE_INFINITY;
  const estimated = Math.max(estimateHeightOnDay(dayAfter, newest, null), halved);
  return Math.min(estimated, nextRetargetHeight(newest.height) - 1, notYetHalved - 1);
}

/**
 * Price, difficulty, height and subsidy at the end of a UTC day, from nothing but the record up to that day.
 *
 * Price is the day's close, difficulty that of the newest retarget, the subsidy follows the height. Transaction fees
 * and the observed hashrate are not recorded: `null`, so that everything after is on the subsidy alone.
 *
 * @param known the record cut at `dayUtc` (`pastUpTo`); rows after it are an error of the caller and not looked for.
 * @throws {DomainError} on a malformed day.
 */
export function marketAsKnown(known: PastMarket, dayUtc: string): KnownMarket {
  const day = dayNumber("dayUtc", dayUtc);
  const last = known.days.at(-1);
  const btcPriceUsd = last?.dayUtc === dayUtc ? last.closeUsd : null;
  if (btcPriceUsd === null) return { market: null, reason: `no close is recorded for ${dayUtc}` };
  const newest = known.retargets.at(-1);
  if (newest === undefined || day - dayNumber("retargets.dayUtc", newest.dayUtc) > EPOCH_DAYS_MAX) {
    return { market: null, reason: `the difficulty in force on ${dayUtc} is not recorded` };
  }
  const blockHeight = heightAsKnown(newest, dayUtc);
  return {
    market: {
      btcPriceUsd,
      difficulty: newest.difficulty,
      networkHashrateThs: null,
      networkHashrateStale: false,
      subsidyBtc: subsidyBtcAtHeight(blockHeight),
      feesBtcPerBlock: null,
      blockHeight,
    },
  };
}
