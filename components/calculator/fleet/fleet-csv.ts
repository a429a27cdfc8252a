import type { FleetOutcome } from "@/components/calculator/fleet/compute-fleet";
import type { FleetTotals } from "@/lib/domain/fleet/fleet";
import { type CsvValue, toCsv } from "@/lib/spreadsheet/writing/csv";

const groupHeads = [
  "line",
  "machines",
  "hashrateThsPerMachineToday",
  "efficiencyJoulesPerTh",
  "powerWattsPerMachine",
  "electricityUsdPerKwh",
  "strikeUsdPerKwh",
  "losesMoneyPerKwh",
  "machinesOff",
  "partTimeOffRatio",
  "revenueUsdPerDay",
  "poolFeeUsdPerDay",
  "energyCostUsdPerDay",
  "profitUsdPerDayBeforeFixedCosts",
] as const;

/** The scenario's figures: market with provenance, lines of machines, totals before and after. In full precision. */
export function fleetCsv(outcome: FleetOutcome, writtenAt: string): string {
  const { resolved, before, plan } = outcome;
  const rows: CsvValue[][] = [
    ["scenario", resolved.scenario.name],
    ["writtenAt", writtenAt],
    [],
    ["market", "value", "unit", "source", "asOf", "stale"],
    ...Object.entries(resolved.market).map(([name, { value, unit, source, asOf, stale }]): CsvValue[] => [
      name,
      value,
      unit,
      source,
      asOf,
      stale,
    ]),
    [],
    [...groupHeads],
    ...before.groups.map((group, index): CsvValue[] => {
      const input = resolved.inputs.groups[index];
      const rest = plan?.groups[index];
      return [
        group.name,
        group.machines,
        group.hashrateThs,
        group.efficiencyJoulesPerTh,
        input?.powerWatts ?? null,
        input?.electricityUsdPerKwh ?? null,
        group.strikeUsdPerKwh,
        group.losesMoneyPerKwh,
        rest?.machinesOff ?? null,
        rest?.partTimeOffRatio ?? null,
        group.daily.revenueUsd,
        group.daily.poolFeeUsd,
        group.daily.energyCostUsd,
        group.daily.profitUsd,
      ];
    }),
    [],
    ["oneDay", "allOn", "curtailed"],
    ...totalRows(before.totals, plan?.after ?? null),
    ...(plan === null ? [] : [[], ["netEffectUsdPerDay", plan.impact.netEffectUsdPerDay]]),
  ];
  return toCsv(rows);
}

function totalRows(before: FleetTotals, after: FleetTotals | null): CsvValue[][] {
  const pick = (name: string, of: (totals: FleetTotals) => number | null): CsvValue[] => [
    name,
    of(before),
    after === null ? null : of(after),
  ];
  return [
    pick("machinesOn", (totals) => totals.machinesOn),
    pick("hashrateThs", (totals) => totals.hashrateThs),
    pick("powerWatts", (totals) => totals.powerWatts),
    pick("energyKwh", ({ daily }) => daily.energyKwh),
    pick("btcNet", ({ daily }) => daily.btcNet),
    pick("revenueUsd", ({ daily }) => daily.revenueUsd),
    pick("poolFeeUsd", ({ daily }) => daily.poolFeeUsd),
    pick("energyCostUsd", ({ daily }) => daily.energyCostUsd),
    pick("fixedCostUsd", ({ daily }) => daily.fixedCostUsd),
    pick("profitUsd", ({ daily }) => daily.profitUsd),
  ];
}
