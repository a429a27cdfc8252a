import { hashpriceHistory } from "@/lib/domain/network/hashprice-history";
import type { KnownRetarget } from "./last-known";
import type { MarketDay, MarketHistory, Retarget } from "./schema";

export interface KnownClose {
  readonly dayUtc: string;
  readonly closeUsd: number;
  readonly sourceCount: number;
  readonly source: string;
}

const dayMs = 86_400_000;

/**
 * Days after the newest known retarget on which its difficulty is surely still in force: no epoch since 2022 was
 * shorter than twelve days.
 */
const newestRetargetHoldsDays = 10;

/** The change of each retarget against the one before, oldest first; null where that one is not known. */
export function toRetargets(known: readonly KnownRetarget[]): Retarget[] {
  return known.map((retarget, at) => {
    const before = known[at - 1];
    const follows = before !== undefined && retarget.height - before.height === 2016;
    return { ...retarget, changeRatio: follows ? retarget.difficulty / before.difficulty - 1 : null };
  });
}

/**
 * Every day from the first to the last known close, those that nobody supplied included as null.
 *
 * A day's difficulty and subsidy are those in force at its end, like its close.
 *
 * @param closes oldest first. @param known retargets, oldest first.
 */
export function assembleHistory(
  closes: readonly KnownClose[],
  known: readonly KnownRetarget[],
): MarketHistory {
  const days = fillDays(closes, known);
  const sources = [...new Set(closes.map((close) => close.source))];
  return {
    days,
    retargets: toRetargets(known),
    provenance: {
      closeUsd: `Daily close in US dollars at 24:00 UTC: ${sources.join("; ") || "no data"}`,
      difficulty: "Difficulty of the last retarget up to the end of the day; each says how its date is known",
      hashpriceUsdPerPhDay: "Computed from close, difficulty and subsidy; fees are not included",
      firstDayUtc: days[0]?.dayUtc ?? null,
      lastDayUtc: days.at(-1)?.dayUtc ?? null,
      missingDaysUtc: days.filter((day) => day.closeUsd === null).map((day) => day.dayUtc),
    },
  };
}

function fillDays(closes: readonly KnownClose[], known: readonly KnownRetarget[]): MarketDay[] {
  const first = closes[0];
  const last = closes.at(-1);
  if (first === undefined || last === undefined) return [];
  const byDay = new Map(closes.map((close) => [close.dayUtc, close]));
  const asked: { dayUtc: string; closeUsd: number | null }[] = [];
  for (let ms = Date.parse(first.dayUtc); ms <= Date.parse(last.dayUtc); ms += dayMs) {
    const dayUtc = new Date(ms).toISOString().slice(0, 10);
    asked.push({ dayUtc, closeUsd: byDay.get(dayUtc)?.closeUsd ?? null });
  }
  return hashpriceHistory(asked, known, newestRetargetHoldsDays).map((day) => ({
    dayUtc: day.dayUtc,
    closeUsd: day.closeUsd,
    sources: byDay.get(day.dayUtc)?.sourceCount ?? null,
    difficulty: day.difficulty,
    hashpriceUsdPerPhDay: day.hashpriceUsdPerPhDay === null ? null : toCents(day.hashpriceUsdPerPhDay),
  }));
}

/** Hundredths of a cent: closes are whole dollars, so further digits would only be noise on the wire. */
function toCents(usd: number): number {
  return Math.round(usd * 1e4) / 1e4;
}
