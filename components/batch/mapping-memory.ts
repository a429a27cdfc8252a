import { isRecord } from "@/lib/browser/fetch-json";
import { type BatchField, batchFields } from "@/lib/domain/batch/batch-field";

/** How a person has read the columns of a kind of file before. */
export interface RememberedMapping {
  readonly mapping: readonly (BatchField | null)[];
  /** ISO moment. */
  readonly savedAt: string;
}

/** What of the browser's storage is used. */
export type MappingStorage = Pick<Storage, "getItem" | "setItem">;

const storageKey = "hashinsight.batch.mappings";
const keptMax = 30;

/** The mapping kept for files with the same headers in the same order; `null` when there is none. */
export function recallMapping(storage: MappingStorage, headers: readonly string[]): RememberedMapping | null {
  return readAll(storage).get(keyOf(headers)) ?? null;
}

/** Keeps a mapping for files with these headers; the oldest give way. */
export function rememberMapping(
  storage: MappingStorage,
  headers: readonly string[],
  remembered: RememberedMapping,
): void {
  const all = readAll(storage);
  all.delete(keyOf(headers));
  all.set(keyOf(headers), remembered);
  writeAll(storage, all);
}

export function forgetMapping(storage: MappingStorage, headers: readonly string[]): void {
  const all = readAll(storage);
  all.delete(keyOf(headers));
  writeAll(storage, all);
}

function keyOf(headers: readonly string[]): string {
  return JSON.stringify(headers.map((header) => header.trim().toLowerCase()));
}

function readAll(storage: MappingStorage): Map<string, RememberedMapping> {
  const all = new Map<string, RememberedMapping>();
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(storage.getItem(storageKey) ?? "null");
  } catch {
    // Written by something else, or storage is forbidden: nothing is remembered.
  }
  if (!Array.isArray(parsed)) return all;
  for (const entry of parsed) {
    if (!Array.isArray(entry) || typeof entry[0] !== "string") continue;
    const remembered = readRemembered(entry[1]);
    if (remembered !== null) all.set(entry[0], remembered);
  }
  return all;
}

function readRemembered(value: unknown): RememberedMapping | null {
  if (!isRecord(value) || typeof value.savedAt !== "string" || !Array.isArray(value.mapping)) return null;
  const mapping = value.mapping.map((field) => batchFields.find((known) => known === field) ?? null);
  return { mapping, savedAt: value.savedAt };
}

function writeAll(storage: MappingStorage, all: ReadonlyMap<string, RememberedMapping>): void {
  try {
    storage.setItem(storageKey, JSON.stringify([...all].slice(-keptMax)));
  } catch {
    // Storage is full or forbidden; the mapping then holds for this visit only.
  }
}
