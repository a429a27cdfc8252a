import { z } from "zod";

/** A cached value with its two deadlines (Unix ms): fresh before `expiresAt`, servable before `staleUntil`. */
export interface CacheEntry {
  readonly value: unknown;
  readonly storedAt: number;
  readonly expiresAt: number;
  readonly staleUntil: number;
}

const entrySchema = z.object({
  value: z.json(),
  storedAt: z.number(),
  expiresAt: z.number(),
  staleUntil: z.number(),
});

/** The entry that a Redis string holds; null when it is none of ours, which then counts as a miss. */
export function parseCacheEntry(text: string): CacheEntry | null {
  try {
    return entrySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
