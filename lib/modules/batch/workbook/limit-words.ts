import { batchColumns } from "@/lib/domain/batch/batch-columns";
import type { BatchField } from "@/lib/domain/batch/batch-field";
import { describeLimit, type Limit } from "@/lib/domain/require-range";

/** Bounds of a column's plain figures, as its cells hold them: percent where the column is percent; `null` for text. */
export function cellLimit(field: BatchField): Limit | null {
  const { limit, isPercent, unit } = batchColumns[field];
  if (limit === null) return null;
  return isPercent ? { ...limit, min: limit.min * 100, max: limit.max * 100, unit } : { ...limit, unit };
}

/** The same in words. */
export function limitWords(field: BatchField): string {
  const limit = cellLimit(field);
  if (limit === null) return "any text";
  return describeLimit(limit).replaceAll(/\d{5,}/g, (digits) => Number(digits).toLocaleString("en-US"));
}
