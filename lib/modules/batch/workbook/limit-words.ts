import { cellLimit } from "@/lib/domain/batch/batch-columns";
import type { BatchField } from "@/lib/domain/batch/batch-field";
import { describeLimit } from "@/lib/domain/require-range";

/** Bounds of a column's plain figures, in words. */
export function limitWords(field: BatchField): string {
  const limit = cellLimit(field);
  if (limit === null) return "any text";
  return describeLimit(limit).replaceAll(/\d{5,}/g, (digits) => Number(digits).toLocaleString("en-US"));
}
