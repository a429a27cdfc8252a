import "server-only";
import type { BatchModel } from "@/lib/domain/batch/model-lookup";
import { listMinerModels } from "@/lib/modules/calculator/catalogue/queries";
import { getMarketNow } from "@/lib/modules/market/queries";
import type { Viewer } from "@/lib/server/viewer";
import { type OwnMarket, type ResolvedMarket, resolveBatchMarket } from "./batch-market";

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
