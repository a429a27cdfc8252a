import type { CacheEntry } from "./cache-entry";

export interface MemoryTier {
  /** The entry, fresh or not, as long as it may still be served. */
  get(key: string, nowMs: number): CacheEntry | null;
  set(key: string, entry: CacheEntry): void;
  size(): number;
  evictions(): number;
}

/** A least-recently-used map of at most `entriesMax` entries. */
export function createMemoryTier(entriesMax: number): MemoryTier {
  // A Map keeps insertion order: the first key is the one longest unused.
  const entries = new Map<string, CacheEntry>();
  let evictions = 0;
  return {
    get(key, nowMs) {
      const entry = entries.get(key);
      if (entry === undefined) return null;
      entries.delete(key);
      if (nowMs >= entry.staleUntil) return null;
      entries.set(key, entry);
      return entry;
    },
    set(key, entry) {
      entries.delete(key);
      entries.set(key, entry);
      const oldest = entries.keys().next();
      if (entries.size <= entriesMax || oldest.done) return;
      entries.delete(oldest.value);
      evictions += 1;
    },
    size: () => entries.size,
    evictions: () => evictions,
  };
}
