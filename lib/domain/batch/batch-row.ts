import type { MarketInputs } from "../mining/calculation";

/**
 * Shapes of a batch: rows in, one entry per row out, in order. Names are those of `POST /api/batch-calculate`; files
 * are brought to them by the column table. Money is USD (estimates, floating point), ratios are 0..1.
 */

/** One row, complete: the machine's figures resolved, optional inputs given or taken from the batch's settings. */
export interface BatchRow {
  /** Name of the catalogue's model, or `null` when hashrate and power were given instead. */
  readonly minerModel: string | null;
  /** Of one machine, TH/s. */
  readonly hashrateThs: number;
  /** Of one machine at the wall, W. */
  readonly powerWatts: number;
  /** Number of machines, whole. */
  readonly quantity: number;
  readonly electricityUsdPerKwh: number;
  readonly poolFeeRatio: number;
  readonly uptimeRatio: number;
  /** Share of hashrate lost per month to ageing, from now on. */
  readonly hashrateDecayRatioPerMonth: number;
  /** Capital cost of all machines of the row, USD; `null` leaves payback `null`. */
  readonly capexUsd: number | null;
  /** Free text of the person, carried through; "" when there is none. */
  readonly label: string;
}

/** What every row of a batch is calculated with. */
export type BatchMarket = MarketInputs;

/** The answer for one row. */
export interface BatchRowResult {
  /** Place of the row among the rows given, from 0. */
  readonly index: number;
  readonly minerModel: string | null;
  readonly label: string;
  readonly quantity: number;
  readonly hashrateThs: number;
  readonly powerWatts: number;
  readonly electricityUsdPerKwh: number;
  readonly poolFeeRatio: number;
  readonly uptimeRatio: number;
  readonly hashrateDecayRatioPerMonth: number;
  readonly efficiencyJoulesPerTh: number;
  /** Production after pool fee, BTC per day, of all machines of the row. */
  readonly btcPerDayNet: number;
  /** Income before pool fee; `null` without a BTC price. */
  readonly dailyRevenueUsd: number | null;
  readonly dailyPoolFeeUsd: number | null;
  readonly dailyEnergyKwh: number;
  readonly dailyEnergyCostUsd: number;
  readonly dailyProfitUsd: number | null;
  /** dailyProfitUsd x 365.25 / 12. */
  readonly monthlyProfitUsd: number | null;
  /** Electricity price at which the row's machines just pay for their energy, USD/kWh. */
  readonly strikeUsdPerKwh: number | null;
  readonly capexUsd: number | null;
  /** Months until profit covers the capital cost, with halvings and decay, everything else unchanged. */
  readonly paybackMonths: number | null;
  /** Why `paybackMonths` is `null`; `null` when it is a number. */
  readonly paybackReason: string | null;
  /** Set when later losses have eaten the recovered capital again within 60 months. */
  readonly paybackWarning: string | null;
}

export type BatchErrorType =
  | "missing_field"
  | "invalid_type"
  | "invalid_range"
  | "model_not_found"
  | "no_model_match"
  | "validation"
  | "processing_error";

/** One thing wrong with one cell, said so that the person can mend it. */
export interface BatchRowError {
  /** In a file: the row as a spreadsheet counts (the header is 1). In JSON: the index from 0. */
  readonly row: number;
  /** The column as the person's file names it (JSON: the field); `null` when the row as a whole is wrong. */
  readonly column: string | null;
  /** Spreadsheet reference of the cell ("C17"), `null` for JSON and for whole rows. */
  readonly cell: string | null;
  /** What stood there, cut at 200 characters; "" when empty. */
  readonly value: string;
  readonly errorType: BatchErrorType;
  /** The rule in words. */
  readonly message: string;
  /** What to do: "Did you mean Antminer S21?". */
  readonly suggestion: string | null;
}

/** Sums over the rows that could be calculated, by model and over all. */
export interface BatchGroupSummary {
  /** Model name, or "own figures". */
  readonly name: string;
  readonly rows: number;
  readonly machines: number;
  readonly hashrateThs: number;
  readonly powerWatts: number;
  readonly btcPerDayNet: number;
  readonly dailyRevenueUsd: number | null;
  readonly dailyEnergyCostUsd: number;
  readonly dailyProfitUsd: number | null;
  /** Machines in rows whose daily profit is below zero. */
  readonly machinesAtLoss: number;
  readonly capexUsd: number | null;
}

export interface BatchSummary {
  readonly total: BatchGroupSummary;
  /** Most machines first. */
  readonly byModel: readonly BatchGroupSummary[];
  readonly rowsCalculated: number;
  readonly rowsWithErrors: number;
}
