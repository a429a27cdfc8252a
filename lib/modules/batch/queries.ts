import "server-only";
import { setImmediate } from "node:timers/promises";
import { batchCalculator } from "@/lib/domain/batch/batch-calculator";
import { batchSummaryCollector } from "@/lib/domain/batch/batch-summary-collector";
import { type BatchModel, modelLookup } from "@/lib/domain/batch/model-lookup";
import { readJsonRow } from "@/lib/domain/batch/read-json-row";
import { listMinerModels } from "@/lib/modules/calculator/catalogue/queries";
import { getMarketNow } from "@/lib/modules/market/queries";
import type { Viewer } from "@/lib/server/viewer";
import { type OwnMarket, type ResolvedMarket, resolveBatchMarket } from "./batch-market";
import type { BatchRequest } from "./schema/batch-request";
import type { BatchEntry, BatchResponse } from "./schema/batch-response";

/** What every batch is calculated with, whichever door it comes through; plain data, so that a worker can have it. */
export interface BatchContext extends ResolvedMarket {
  readonly models: readonly BatchModel[];
}

/**
 * The market of this moment, with own figures over it, and the machines of the catalogue.
 *
 * @throws AppError `invalid` when nobody knows difficulty or subsidy.
 */
export async function getBatchContext(viewer: Viewer, own: OwnMarket | undefined): Promise<BatchContext> {
  const [models, now] = await Promise.all([listMinerModels(viewer), getMarketNow(viewer)]);
  return {
    ...resolveBatchMarket(own, now),
    models: models.map(({ name, slug, aliases, hashrateThs, powerWatts }) => ({
      name,
      slug,
      aliases,
      hashrateThs,
      powerWatts,
    })),
  };
}

const rowsPerTurn = 1_000;

/**
 * One entry per row of the request, in order, and their sums. A row that breaks a rule is an entry with its errors.
 *
 * @throws AppError `invalid` when nobody knows difficulty or subsidy.
 */
export async function getBatch(viewer: Viewer, { rows, market: own }: BatchRequest): Promise<BatchResponse> {
  const { market, figures, models } = await getBatchContext(viewer, own);
  const lookup = modelLookup(models);
  const calculateRow = batchCalculator(market);
  const summary = batchSummaryCollector();
  const results: BatchEntry[] = [];
  for (const [index, raw] of rows.entries()) {
    // Others are served in between: ten thousand rows at once would keep them waiting.
    if (index % rowsPerTurn === rowsPerTurn - 1) await setImmediate();
    const read = readJsonRow(raw, lookup);
    if ("errors" in read) {
      summary.addRowsWithErrors(1);
      results.push({ index, errors: read.errors });
      continue;
    }
    const result = calculateRow(read.row, index);
    summary.add(result);
    results.push(result);
  }
  return { results, summary: summary.summary(), market: figures, inputs };
}

const neutral = { source: "default", asOf: null, stale: false } as const;

/** What rows that leave a field out were calculated with. */
const inputs: BatchResponse["inputs"] = {
  minerModel: {
    value: null,
    unit: "",
    source: "catalogue",
    asOf: null,
    stale: false,
    note: "hashrateThs and powerWatts that a row leaves out are the nameplate figures of its model (GET /api/miners)",
  },
  poolFeeRatio: { ...neutral, value: 0, unit: "ratio", note: "no pool fee" },
  uptimeRatio: { ...neutral, value: 1, unit: "ratio", note: "always on" },
  hashrateDecayRatioPerMonth: { ...neutral, value: 0, unit: "ratio/month", note: "no ageing" },
  capexUsd: {
    ...neutral,
    value: null,
    unit: "USD",
    note: "without it or machinePriceUsd there is no payback",
  },
};
