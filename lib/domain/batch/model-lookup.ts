import { modelKey } from "../catalogue/model-key";
import { editDistance } from "./edit-distance";

/** A machine of the catalogue as a batch needs it: plain data, so that it can be handed to a worker. */
export interface BatchModel {
  readonly name: string;
  readonly slug: string;
  readonly aliases: readonly string[];
  readonly hashrateThs: number;
  readonly powerWatts: number;
}

/** How a batch finds machines by name, and what it proposes where it finds none. Proposals are never used unasked. */
export interface ModelLookup {
  /** By name, alias or slug in any spelling. */
  readonly find: (name: string) => BatchModel | null;
  /** The name that was probably meant, by spelling. */
  readonly nearestName: (name: string) => string | null;
  /** The machine nearest to own figures: hashrate within 15 %, power within 20 %. */
  readonly nearestByFigures: (hashrateThs: number, powerWatts: number) => string | null;
}

const HASHRATE_TOLERANCE = 0.15;
const POWER_TOLERANCE = 0.2;
/** One slip in four letters is a misspelling; more is another word. */
const LETTERS_PER_SLIP = 4;
/** Spellings remembered: files repeat few names, and one of a hundred thousand different ones must not fill the memory. */
const REMEMBERED_MAX = 5_000;

/** Finds and proposes machines among `models`. Names are matched as `modelKey` brings them down. */
export function modelLookup(models: readonly BatchModel[]): ModelLookup {
  const byKey = new Map<string, BatchModel>();
  for (const model of models) {
    for (const name of [model.slug, model.name, ...model.aliases]) {
      const key = modelKey(name);
      if (!byKey.has(key)) byKey.set(key, model);
    }
  }
  const find = remembered((name) => {
    const key = modelKey(name);
    return key === "" ? null : (byKey.get(key) ?? null);
  });
  const nearestName = remembered((name) => nearestByKey(modelKey(name), byKey));
  return {
    find,
    nearestName,
    nearestByFigures: (hashrateThs, powerWatts) => nearestByFigures(hashrateThs, powerWatts, models),
  };
}

function nearestByKey(key: string, byKey: ReadonlyMap<string, BatchModel>): string | null {
  let slipsMax = Math.floor(key.length / LETTERS_PER_SLIP);
  if (slipsMax === 0 && key.length > 1) slipsMax = 1;
  let nearest: BatchModel | null = null;
  for (const [known, model] of byKey) {
    const slips = editDistance(key, known, slipsMax);
    if (slips === null) continue;
    nearest = model;
    slipsMax = slips - 1;
    if (slipsMax < 0) break;
  }
  return nearest?.name ?? null;
}

/** 0.6 x the hashrate's relative difference + 0.4 x the power's, least first. */
function nearestByFigures(
  hashrateThs: number,
  powerWatts: number,
  models: readonly BatchModel[],
): string | null {
  let nearest: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const model of models) {
    const hashrateOff = Math.abs(hashrateThs - model.hashrateThs) / model.hashrateThs;
    const powerOff = Math.abs(powerWatts - model.powerWatts) / model.powerWatts;
    if (hashrateOff > HASHRATE_TOLERANCE || powerOff > POWER_TOLERANCE) continue;
    const score = 0.6 * hashrateOff + 0.4 * powerOff;
    if (score >= least) continue;
    least = score;
    nearest = model.name;
  }
  return nearest;
}

/** The same function, each argument answered once. */
function remembered<Answer>(answerTo: (name: string) => Answer): (name: string) => Answer {
  const answers = new Map<string, Answer>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = answerTo(name);
    if (answers.size < REMEMBERED_MAX) answers.set(name, answer);
    return answer;
  };
}
