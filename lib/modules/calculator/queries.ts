import "server-only";
import { calculate } from "@/lib/domain/mining/calculate";
import { DAYS_PER_MONTH } from "@/lib/domain/network/consensus";
import { findMinerModel } from "@/lib/modules/calculator/catalogue/queries";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";
import { resolveInputs } from "@/lib/modules/calculator/resolve-inputs";
import type { CalculateRequest } from "@/lib/modules/calculator/schema/calculate-request";
import type { CalculateResponse } from "@/lib/modules/calculator/schema/calculate-response";
import { getMarketNow } from "@/lib/modules/market/queries";
import { AppError } from "@/lib/server/errors";
import type { Viewer } from "@/lib/server/viewer";

/**
 * What a machine or fleet earns, with the inputs it was computed from and where each came from.
 * A request in the short form also gets `daily_revenue`, `daily_profit` (USD) and `roi_days`.
 *
 * @throws AppError `invalid` for an unknown model, a value outside its range, or a figure nobody could supply.
 */
export async function getCalculation(viewer: Viewer, request: CalculateRequest): Promise<CalculateResponse> {
  const [model, market] = await Promise.all([findModel(viewer, request), getMarketNow(viewer)]);
  const { inputs, provenance } = resolveInputs(request, model, market);
  const result = calculate(inputs);
  const response: CalculateResponse = { ...result, inputs: provenance };
  if (request.miner_model === undefined) return response;
  return {
    ...response,
    daily_revenue: result.daily.revenueUsd,
    daily_profit: result.daily.profitUsd,
    roi_days: result.payback.months === null ? null : result.payback.months * DAYS_PER_MONTH,
  };
}

async function findModel(viewer: Viewer, request: CalculateRequest): Promise<MinerModel | null> {
  const name = request.minerModel ?? request.miner_model;
  if (name === undefined) return null;
  const model = await findMinerModel(viewer, name);
  if (model !== null) return model;
  const field = request.minerModel === undefined ? "miner_model" : "minerModel";
  const message =
    "This model is not in the catalogue (GET /api/miners); name another or give hashrateThs and powerWatts";
  throw new AppError("invalid", `Unknown miner model "${name}".`, {
    fields: [{ field, value: name, message }],
  });
}
