import { hashcostUsdPerPhDay, strikeUsdPerKwh } from "@/lib/domain/mining/hashprice";
import { deriveFigure } from "@/lib/domain/provenance/derive-figure";
import type { Figure } from "@/lib/domain/provenance/figure";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

type Plate = Pick<MinerModel, "hashrateThs" | "efficiencyJoulesPerTh">;

const THS_PER_PHS = 1000;

/** Electricity price in USD/kWh at which a machine just pays for its power at a hashprice, before pool fee. */
export function strikeFigure(machine: Pick<MinerModel, "efficiencyJoulesPerTh">, hashprice: Figure): Figure {
  return deriveFigure(
    "USD/kWh",
    [hashprice],
    (usdPerPhDay) => strikeUsdPerKwh(usdPerPhDay, 0, machine.efficiencyJoulesPerTh),
    "Below this power price the machine earns more than its power costs; before pool fee and other costs",
  );
}

/** What a machine earns in USD a day at a hashprice, before pool fee. */
export function revenueFigure(machine: Plate, hashprice: Figure): Figure {
  return deriveFigure(
    "USD/day",
    [hashprice],
    (usdPerPhDay) => (usdPerPhDay * machine.hashrateThs) / THS_PER_PHS,
    "Running all day, before pool fee",
  );
}

/** Cost of a machine's power in USD a day, running all day. */
export function powerCostUsdPerDay(machine: Plate, electricityUsdPerKwh: number): number {
  return (
    (hashcostUsdPerPhDay(machine.efficiencyJoulesPerTh, electricityUsdPerKwh) * machine.hashrateThs) /
    THS_PER_PHS
  );
}

/** What is left of a machine's revenue after its power in USD a day. */
export function profitFigure(machine: Plate, hashprice: Figure, electricityUsdPerKwh: number): Figure {
  const cost = powerCostUsdPerDay(machine, electricityUsdPerKwh);
  return deriveFigure(
    "USD/day",
    [hashprice],
    (usdPerPhDay) => (usdPerPhDay * machine.hashrateThs) / THS_PER_PHS - cost,
    "Running all day, after power, before pool fee and other costs",
  );
}
