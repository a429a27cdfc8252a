import "server-only";
import { minerModels } from "@/db/schema/calculator";
import { modelKey } from "@/lib/domain/catalogue/model-key";
import { appCache } from "@/lib/server/cache/app-cache";
import { readAs } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";
import type { MinerModel } from "./schema";

const minuteMs = 60_000;

/** Every model of the catalogue, most efficient first. The same frozen list until it is read again. */
export async function listMinerModels(viewer: Viewer): Promise<readonly MinerModel[]> {
  const { value } = await appCache().get("catalogue:models", {
    ttlMs: 5 * minuteMs,
    staleMs: 60 * minuteMs,
    load: () => readModels(viewer),
  });
  return value;
}

/** The model that somebody means by a name, slug or alias in any spelling; null when there is none. */
export async function findMinerModel(viewer: Viewer, name: string): Promise<MinerModel | null> {
  const models = await listMinerModels(viewer);
  return indexOf(models).get(modelKey(name)) ?? null;
}

const indexes = new WeakMap<readonly MinerModel[], ReadonlyMap<string, MinerModel>>();

/** Names to models, built once for each list that the cache hands out. */
function indexOf(models: readonly MinerModel[]): ReadonlyMap<string, MinerModel> {
  const known = indexes.get(models);
  if (known !== undefined) return known;
  const index = new Map<string, MinerModel>();
  for (const model of models) {
    for (const name of [model.slug, model.name, ...model.aliases]) index.set(modelKey(name), model);
  }
  indexes.set(models, index);
  return index;
}

async function readModels(viewer: Viewer): Promise<MinerModel[]> {
  const rows = await readAs(viewer, (tx) => tx.select().from(minerModels));
  return rows.map(toModel).sort(byEfficiency);
}

function byEfficiency(a: MinerModel, b: MinerModel): number {
  return a.efficiencyJoulesPerTh - b.efficiencyJoulesPerTh || a.name.localeCompare(b.name, "en");
}

function toModel(row: typeof minerModels.$inferSelect): MinerModel {
  const { sourceTitle, sourceUrl, sourceCheckedOn, ...rest } = row;
  return {
    ...rest,
    efficiencyJoulesPerTh: row.powerWatts / row.hashrateThs,
    source: { title: sourceTitle, url: sourceUrl, checkedOn: sourceCheckedOn },
  };
}
