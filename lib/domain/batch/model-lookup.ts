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
  const spellings = spellingsOf(models);
  const nearestName = remembered((name) => nearestSpelling(name, spellings));
  return {
    find,
    nearestName,
    nearestByFigures: (hashrateThs, powerWatts) => nearestByFigures(hashrateThs, powerWatts, models),
  };
}

interface Spelling {
  readonly letters: string;
  readonly model: BatchModel;
}

/** Every way to write every model, with its maker and product line and without. */
function spellingsOf(models: readonly BatchModel[]): readonly Spelling[] {
  const byLetters = new Map<string, BatchModel>();
  for (const model of models) {
    for (const name of [model.name, model.slug, ...model.aliases]) {
      for (const letters of [lettersOf(name), modelKey(name)].map(lookOf)) {
        if (!byLetters.has(letters)) byLetters.set(letters, model);
      }
    }
  }
  return [...byLetters].map(([letters, model]) => ({ letters, model }));
}

/** Lower case, without spaces and signs; the plus is a word, because it tells models apart. */
function lettersOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("+", "plus")
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** Signs that look alike made one: of all that is one letter off "S2l", the S21 was meant. */
function lookOf(letters: string): string {
  return letters.replaceAll(/[il|]/g, "1").replaceAll("o", "0");
}

function nearestSpelling(name: string, spellings: readonly Spelling[]): string | null {
  let nearest: BatchModel | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const letters of new Set([lettersOf(name), modelKey(name)].map(lookOf))) {
    const slipsMax = Math.max(letters.length > 1 ? 1 : 0, Math.floor(letters.length / LETTERS_PER_SLIP));
    for (const spelling of spellings) {
      const slips = editDistance(letters, spelling.letters, Math.min(slipsMax, least - 1));
      if (slips === null) continue;
      nearest = spelling.model;
      least = slips;
    }
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
