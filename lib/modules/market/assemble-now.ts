import { hashpriceUsdPerPhDay } from "@/lib/domain/mining/hashprice";
import { BLOCKS_PER_DAY } from "@/lib/domain/network/consensus";
import { nextHalvingHeight } from "@/lib/domain/network/subsidy";
import { type Figure, missingFigure } from "@/lib/domain/provenance/figure";
import type { Credit, Reading } from "@/lib/server/providers/reading";
import { assembleRetarget } from "./assemble-retarget";
import type { KnownValue, LastKnown } from "./last-known";
import type { LiveMarket } from "./live-sources";
import { provableSubsidyBtc } from "./provable-subsidy";
import type { MarketNow } from "./schema";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The age beyond which a live figure of a kind is stale: a few of its refresh intervals. */
const staleAfterMs = {
  price: 5 * minuteMs,
  crossCheck: 20 * minuteMs,
  network: hourMs,
  fearGreed: 26 * hourMs,
  volatility: 3 * hourMs,
} as const;

/** Fees change by the hour; yesterday's say nothing about today's. */
const feesKnownForMs = dayMs;

export interface NowInputs {
  readonly live: LiveMarket;
  readonly known: LastKnown;
  /** Why nothing is live when nothing is: said where a figure is missing. */
  readonly silence: string;
  readonly credits: readonly Credit[];
  readonly nowMs: number;
}

/**
 * The market now from what providers say and what the database still knows: live where there is a live value, else
 * the last known one marked stale with its own moment, else missing with the reason.
 */
export function assembleMarketNow(inputs: NowInputs): MarketNow {
  const { live, known, silence, credits, nowMs } = inputs;
  const liveOr = (
    reading: Reading | null,
    fallback: KnownValue | null,
    unit: string,
    missing: string,
  ): Figure => {
    if (reading !== null) return liveFigure(reading, staleAfterMs.network, nowMs);
    return fallback === null ? missingFigure(unit, missing) : knownFigure(fallback, unit, silence);
  };
  const btcPriceUsd =
    live.price === null
      ? knownOrMissing(known.btcPriceUsd, "USD", silence)
      : liveFigure(live.price, staleAfterMs.price, nowMs);
  const difficulty =
    live.network === null
      ? lastKnownDifficulty(known.difficulty, silence, nowMs)
      : liveFigure(live.network.difficulty, staleAfterMs.network, nowMs);
  const feesStillKnown =
    known.feesBtcPerBlock !== null && nowMs - Date.parse(known.feesBtcPerBlock.asOf) <= feesKnownForMs;
  const feesBtcPerBlock = liveOr(
    live.fees,
    feesStillKnown ? known.feesBtcPerBlock : null,
    "BTC/block",
    `Not included: no source for fees. ${silence}`,
  );
  const blockHeight = heightFigure(live.tip, known.blockHeight, nowMs);
  const subsidyBtc = subsidyFigure(live.tip, known.blockHeight, nowMs);
  const market = { btcPriceUsd, difficulty, subsidyBtc, feesBtcPerBlock };
  return {
    ...market,
    crossChecks:
      live.crossCheck === null ? [] : [liveFigure(live.crossCheck, staleAfterMs.crossCheck, nowMs)],
    blockHeight,
    observedHashrateThs: liveOr(
      live.network?.observedHashrateThs ?? null,
      known.observedHashrateThs,
      "TH/s",
      `No data: no observed hashrate. ${silence}`,
    ),
    hashpriceUsdPerPhDay: hashpriceFigure(market),
    retarget: assembleRetarget({
      live: live.retarget,
      tip: live.tip,
      known: known.retargets,
      silence,
      nowMs,
    }),
    fearGreed:
      live.fearGreed === null
        ? missingFigure("index", `No data. ${silence}`)
        : liveFigure(live.fearGreed, staleAfterMs.fearGreed, nowMs),
    impliedVolatilityPct:
      live.volatility === null
        ? missingFigure("%/year", `No data. ${silence}`)
        : liveFigure(live.volatility, staleAfterMs.volatility, nowMs),
    credits: [...credits],
    generatedAt: new Date(nowMs).toISOString(),
  };
}

function liveFigure(reading: Reading, freshMs: number, nowMs: number): Figure {
  const { value, unit, source, asOf, note } = reading;
  const stale = nowMs - Date.parse(asOf) > freshMs;
  return { value, unit, source, asOf, stale, ...(note === undefined ? {} : { note }) };
}

function knownFigure(known: KnownValue, unit: string, note: string): Figure {
  return { ...known, unit, stale: true, note: `Last known value. ${note}` };
}

function knownOrMissing(known: KnownValue | null, unit: string, silence: string): Figure {
  return known === null ? missingFigure(unit, `No data. ${silence}`) : knownFigure(known, unit, silence);
}

function lastKnownDifficulty(known: KnownValue | null, silence: string, nowMs: number): Figure {
  if (known === null) return missingFigure("", `No data. ${silence}`);
  const epochMs = 14 * dayMs;
  const passed = Math.floor((nowMs - Date.parse(known.asOf)) / epochMs);
  const since =
    passed < 1 ? "" : ` About ${passed} ${passed === 1 ? "retarget has" : "retargets have"} come since.`;
  return { ...known, unit: "", stale: true, note: `Last known value.${since} ${silence}` };
}

/** The newest height, carried forward at the intended pace when no provider tells it: an estimate, and named as one. */
function heightFigure(tip: Reading | null, known: KnownValue | null, nowMs: number): Figure {
  if (tip !== null) return liveFigure(tip, staleAfterMs.network, nowMs);
  if (known === null) return missingFigure("block", "No data: no height is known");
  const elapsedMs = Math.max(0, nowMs - Date.parse(known.asOf));
  const blocks = Math.floor((elapsedMs / dayMs) * BLOCKS_PER_DAY);
  const from = `block ${known.value} of ${known.asOf.slice(0, 10)}`;
  return {
    value: known.value + blocks,
    unit: "block",
    source: known.source,
    asOf: known.asOf,
    stale: true,
    note: `Estimate: ${from} plus ${BLOCKS_PER_DAY} blocks a day`,
  };
}

function subsidyFigure(tip: Reading | null, known: KnownValue | null, nowMs: number): Figure {
  const unit = "BTC/block";
  const base = tip ?? known;
  if (base === null) return missingFigure(unit, "No data: no block height is known");
  const atMs = Date.parse(base.asOf);
  const value = provableSubsidyBtc({ height: base.value, atMs }, nowMs);
  const halving = nextHalvingHeight(base.value);
  const seen = `block ${base.value} at ${base.asOf}`;
  if (value === null) {
    return missingFigure(unit, `Not certain: the halving at block ${halving} may have come since ${seen}`);
  }
  const note = `By height: ${seen}; even at twice the usual pace block ${halving} has not come`;
  return { value, unit, source: "consensus rule", asOf: new Date(nowMs).toISOString(), stale: false, note };
}

function hashpriceFigure(
  market: Pick<MarketNow, "btcPriceUsd" | "difficulty" | "subsidyBtc" | "feesBtcPerBlock">,
): Figure {
  const unit = "USD/PH/day";
  const { btcPriceUsd: price, difficulty, subsidyBtc: subsidy, feesBtcPerBlock: fees } = market;
  if (price.value === null || difficulty.value === null || subsidy.value === null) {
    const named: readonly (readonly [string, Figure])[] = [
      ["price", price],
      ["difficulty", difficulty],
      ["subsidy", subsidy],
    ];
    const absent = named.filter(([, figure]) => figure.value === null).map(([name]) => name);
    return missingFigure(unit, `Cannot be computed without ${absent.join(" and ")}`);
  }
  const parts = fees.value === null ? [price, difficulty] : [price, difficulty, fees];
  const moments = parts.map((part) => part.asOf).filter((asOf) => asOf !== null);
  const feesNote = fees.value === null ? "fees not included" : "fees included (mean of 144 blocks)";
  return {
    value: hashpriceUsdPerPhDay(price.value, difficulty.value, subsidy.value + (fees.value ?? 0)),
    unit,
    source: [...new Set(parts.map((part) => part.source))].join(", "),
    asOf: moments.sort().at(0) ?? null,
    stale: parts.some((part) => part.stale),
    note: `86,400 s x 10^15 x (subsidy + fees) x price / (difficulty x 2^32), ${feesNote}`,
  };
}
