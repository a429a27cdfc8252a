import type { BatchGroupSummary, BatchRowResult, BatchSummary } from "./batch-row";
import { CompensatedSum } from "./compensated-sum";

/** Takes rows one by one and answers the sums so far at any time. */
export interface BatchSummaryCollector {
  readonly add: (result: BatchRowResult) => void;
  /** Counts rows that could not be calculated. */
  readonly addRowsWithErrors: (rows: number) => void;
  readonly summary: () => BatchSummary;
}

/**
 * Sums over rows by model and over all, whatever their number: memory grows with the number of models only. Sums are
 * compensated, so that neither the order of rows nor splitting a row shows in them.
 */
export function batchSummaryCollector(): BatchSummaryCollector {
  const total = new Group("all");
  const byModel = new Map<string, Group>();
  let rowsWithErrors = 0;
  return {
    add(result) {
      const name = result.minerModel ?? "own figures";
      let group = byModel.get(name);
      if (group === undefined) {
        group = new Group(name);
        byModel.set(name, group);
      }
      group.add(result);
      total.add(result);
    },
    addRowsWithErrors(rows) {
      rowsWithErrors += rows;
    },
    summary: () => ({
      total: total.summary(),
      byModel: [...byModel.values()].map((group) => group.summary()).sort(mostMachinesFirst),
      rowsCalculated: total.summary().rows,
      rowsWithErrors,
    }),
  };
}

function mostMachinesFirst(a: BatchGroupSummary, b: BatchGroupSummary): number {
  return b.machines - a.machines || (a.name < b.name ? -1 : 1);
}

/** A sum that is known only while every term is. */
class KnownSum {
  private readonly sum = new CompensatedSum();
  private isKnown = true;

  add(term: number | null): void {
    if (term === null) this.isKnown = false;
    else this.sum.add(term);
  }

  get value(): number | null {
    return this.isKnown ? this.sum.value : null;
  }
}

class Group {
  private rows = 0;
  private machines = 0;
  private machinesAtLoss = 0;
  private readonly hashrateThs = new CompensatedSum();
  private readonly powerWatts = new CompensatedSum();
  private readonly btcPerDayNet = new CompensatedSum();
  private readonly energyCostUsd = new CompensatedSum();
  private readonly revenueUsd = new KnownSum();
  private readonly profitUsd = new KnownSum();
  private readonly capexUsd = new KnownSum();
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  add(result: BatchRowResult): void {
    this.rows += 1;
    this.machines += result.quantity;
    if (result.dailyProfitUsd !== null && result.dailyProfitUsd < 0) this.machinesAtLoss += result.quantity;
    this.hashrateThs.add(result.hashrateThs * result.quantity);
    this.powerWatts.add(result.powerWatts * result.quantity);
    this.btcPerDayNet.add(result.btcPerDayNet);
    this.energyCostUsd.add(result.dailyEnergyCostUsd);
    this.revenueUsd.add(result.dailyRevenueUsd);
    this.profitUsd.add(result.dailyProfitUsd);
    this.capexUsd.add(result.capexUsd);
  }

  summary(): BatchGroupSummary {
    return {
      name: this.name,
      rows: this.rows,
      machines: this.machines,
      hashrateThs: this.hashrateThs.value,
      powerWatts: this.powerWatts.value,
      btcPerDayNet: this.btcPerDayNet.value,
      dailyRevenueUsd: this.revenueUsd.value,
      dailyEnergyCostUsd: this.energyCostUsd.value,
      dailyProfitUsd: this.profitUsd.value,
      machinesAtLoss: this.machinesAtLoss,
      capexUsd: this.capexUsd.value,
    };
  }
}
