import { batchCalculator } from "@/lib/domain/batch/batch-calculator";
import type { BatchMarket, BatchRow } from "@/lib/domain/batch/batch-row";
import type { Figure } from "@/lib/domain/provenance/figure";
import type { BatchExport } from "./batch-export";

export const exampleMarket: BatchMarket = {
  btcPriceUsd: 85_123.45,
  difficulty: 132.7e12,
  networkHashrateThs: null,
  networkHashrateStale: false,
  subsidyBtc: 3.125,
  feesBtcPerBlock: 0.0271,
  blockHeight: 970_000,
};

const machines = [
  ["Antminer S21", 200, 3500],
  ["Antminer S19 Pro", 110, 3250],
  ["Whatsminer M50S++", 150, 3300],
  ["Antminer S21 XP Hyd", 473, 5676],
  [null, 100, 0],
  ["Antminer S9", 13.5, 1323],
] as const;

/** Rows that differ in everything: losses, no capital cost, no uptime, a pool that keeps all, hostile labels. */
export function exampleRows(count: number): BatchRow[] {
  return Array.from({ length: count }, (_, place) => {
    const [minerModel, hashrateThs, powerWatts] =
      machines[(place * 5 + (place >> 3)) % machines.length] ?? machines[0];
    const quantity = 1 + ((place * 37) % 400);
    return {
      minerModel,
      hashrateThs,
      powerWatts,
      quantity,
      electricityUsdPerKwh: (place % 13) / 100,
      poolFeeRatio: place === 7 ? 1 : (place % 5) / 100,
      uptimeRatio: place === 11 ? 0 : 1 - (place % 4) / 50,
      hashrateDecayRatioPerMonth: place % 5 === 0 ? 0 : 0.004,
      capexUsd: place % 6 === 0 ? null : quantity * (300 + (place % 9) * 250),
      label: place % 10 === 3 ? "=cmd|' /C calc'!A0" : `Hall ${place} <机> "B"`,
    };
  });
}

/** The example rows calculated, as the screen hands them over. */
export function exampleExport(count: number, market: BatchMarket = exampleMarket): BatchExport {
  const calculate = batchCalculator(market);
  const figure = (value: number | null, unit: string): Figure =>
    value === null
      ? { value, unit, source: null, asOf: null, stale: false, note: "nobody could supply it" }
      : { value, unit, source: "Binance", asOf: "2026-10-06T12:30:00.000Z", stale: true };
  return {
    fileName: "fleet.csv",
    exportedAt: "2026-11-24T12:00:00.000Z",
    isComplete: true,
    rowCount: count,
    rows: exampleRows(count).map((row, index) => ({ row: index + 2, result: calculate(row, index) })),
    market: {
      btcPriceUsd: figure(market.btcPriceUsd, "USD"),
      difficulty: figure(market.difficulty, ""),
      blockHeight: figure(market.blockHeight, "blocks"),
      subsidyBtc: figure(market.subsidyBtc, "BTC/block"),
      feesBtcPerBlock: figure(market.feesBtcPerBlock, "BTC/block"),
    },
    errors: [
      {
        row: 99,
        column: "Electricity (USD/kWh)",
        cell: "F99",
        value: "=1+1\u0000",
        errorType: "invalid_type",
        message: "Electricity must be a number",
        suggestion: null,
      },
    ],
  };
}
