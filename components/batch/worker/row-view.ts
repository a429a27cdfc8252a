import type { RowsOnly, ViewSpec } from "@/components/batch/worker/protocol";
import { isNumberColumn, type ResultStore } from "@/components/batch/worker/result-store";

/** Entries of the store that a view shows, in its order. Missing values stand last whichever way it is sorted. */
export function viewEntries(store: ResultStore, view: ViewSpec): Uint32Array {
  const entries = filtered(store, view);
  const byRow = (a: number, b: number) => store.rowNumber(a) - store.rowNumber(b);
  const { sort } = view;
  if (sort === null || sort.id === "row") {
    const order = sort?.descending === true ? (a: number, b: number) => byRow(b, a) : byRow;
    return isSorted(entries, order) ? entries : entries.sort(order);
  }
  const keys = sortKeys(store, sort.id, entries);
  if (keys === null) return entries.sort(byRow);
  const sign = sort.descending ? -1 : 1;
  return entries.sort((a, b) => {
    const left = keys[a] ?? Number.NaN;
    const right = keys[b] ?? Number.NaN;
    if (left < right) return -sign;
    if (left > right) return sign;
    if (left === right) return byRow(a, b);
    if (Number.isNaN(left)) return Number.isNaN(right) ? byRow(a, b) : 1;
    return -1;
  });
}

/** How many rows each of the fixed filters would keep. */
export function countsOf(store: ResultStore): Record<RowsOnly, number> {
  const counts = { loss: 0, "no-payback": 0, error: 0 };
  for (let entry = 0; entry < store.length; entry += 1) {
    for (const only of rowsOnly) if (matches[only](store, entry)) counts[only] += 1;
  }
  return counts;
}

const matches: Record<RowsOnly, (store: ResultStore, entry: number) => boolean> = {
  loss: (store, entry) => (store.column("dailyProfitUsd")[entry] ?? Number.NaN) < 0,
  "no-payback": (store, entry) =>
    Number.isNaN(store.column("paybackMonths")[entry] ?? Number.NaN) && !store.isWrong(entry),
  error: (store, entry) => store.isWrong(entry),
};
const rowsOnly = Object.keys(matches) as readonly RowsOnly[];

function filtered(store: ResultStore, view: ViewSpec): Uint32Array {
  const words = view.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const isMatch = view.only === null ? null : matches[view.only];
  // A model's name is looked at once, not once a row.
  const isModel = store.modelList.map(
    (name) => view.models.length === 0 || view.models.includes(name ?? ownFigures),
  );
  const modelTexts = store.modelList.map((name) => (name ?? "").toLowerCase());
  const kept = new Uint32Array(store.length);
  let count = 0;
  for (let entry = 0; entry < store.length; entry += 1) {
    const model = store.modelIndex(entry);
    if (isModel[model] !== true || (view.models.length > 0 && store.isWrong(entry))) continue;
    if (isMatch !== null && !isMatch(store, entry)) continue;
    if (words.length > 0 && !hasWords(store, entry, words, modelTexts[model] ?? "")) continue;
    kept[count] = entry;
    count += 1;
  }
  return kept.subarray(0, count);
}

/** Name under which rows without a catalogue model are filtered and summed up. */
const ownFigures = "own figures";

function hasWords(store: ResultStore, entry: number, words: readonly string[], model: string): boolean {
  const text = `${store.rowNumber(entry)} ${model} ${store.label(entry).toLowerCase()} ${errorText(store, entry)}`;
  return words.every((word) => text.includes(word));
}

function errorText(store: ResultStore, entry: number): string {
  if (!store.isWrong(entry)) return "";
  return store
    .errorsOf(entry)
    .map(({ column, cell, value, message }) => `${column ?? ""} ${cell ?? ""} ${value} ${message}`)
    .join(" ")
    .toLowerCase();
}

/** A number by entry that sorts as the column does; `null` for a column nobody knows (an old link). */
function sortKeys(store: ResultStore, id: string, entries: Uint32Array): Float64Array | null {
  if (isNumberColumn(id)) return store.column(id);
  if (id === "minerModel") return ranks(store.length, entries, (entry) => store.model(entry));
  if (id === "label") return ranks(store.length, entries, (entry) => store.label(entry) || null);
  if (id === "errors") {
    return ranks(store.length, entries, (entry) => store.errorsOf(entry)[0]?.message ?? null);
  }
  return null;
}

/** Texts as ranks, numbers inside them as numbers ("Rack 9" before "Rack 10"); each text is compared once. */
function ranks(length: number, entries: Uint32Array, textOf: (entry: number) => string | null): Float64Array {
  const texts = new Set<string>();
  for (const entry of entries) {
    const text = textOf(entry);
    if (text !== null) texts.add(text);
  }
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const rankOf = new Map([...texts].sort(collator.compare).map((text, rank) => [text, rank]));
  const keys = new Float64Array(length).fill(Number.NaN);
  for (const entry of entries) keys[entry] = rankOf.get(textOf(entry) ?? "\0") ?? Number.NaN;
  return keys;
}

function isSorted(entries: Uint32Array, order: (a: number, b: number) => number): boolean {
  for (let place = 1; place < entries.length; place += 1) {
    if (order(entries[place - 1] ?? 0, entries[place] ?? 0) > 0) return false;
  }
  return true;
}
