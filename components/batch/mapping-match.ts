import type { BatchField, BatchSettings } from "@/lib/domain/batch/batch-field";
import { applyMapping, type HeaderMatch, matchHeaders } from "@/lib/domain/batch/match-headers";
import type { TableEvent } from "@/lib/modules/batch/schema/upload-events";

/** How the columns are read with a mapping and these settings: what is missing, claimed twice, or left out and why. */
export function mappingMatch(
  table: TableEvent,
  mapping: readonly (BatchField | null)[],
  settings: BatchSettings,
): HeaderMatch {
  const isUntouched = mapping.every((field, place) => field === (table.mapping[place] ?? null));
  return isUntouched ? matchHeaders(table.headers, settings) : applyMapping(table.headers, mapping, settings);
}
