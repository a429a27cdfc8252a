import { cellReference } from "@/lib/domain/batch/batch-cell";
import { batchColumns } from "@/lib/domain/batch/batch-columns";
import type { NeedsMappingEvent } from "@/lib/modules/batch/schema/upload-events";
import type { HeadedTable } from "@/lib/modules/batch/upload/table-header";

/** What a person has to settle before the columns can be read; `null` when nothing. */
export function needsMapping({ headers, match }: HeadedTable): NeedsMappingEvent | null {
  const { missing, duplicates } = match;
  if (missing.length === 0 && duplicates.length === 0) return null;
  const twice = duplicates.map(({ field, columns }) => {
    const claims = columns.map((place) => `${letters(place)} ("${headers[place]?.slice(0, 50)}")`);
    return `Columns ${claims.join(" and ")} are both ${batchColumns[field].name}: choose one.`;
  });
  const absent = missing.filter((field) => !duplicates.some((one) => one.field === field));
  const names = absent.map((field) =>
    field === "minerModel" ? "Model (or Hashrate and Power)" : batchColumns[field].name,
  );
  const none = names.length === 0 ? [] : [`No column is ${names.join(", ")}: choose which one it is.`];
  return { type: "needs-mapping", missing, duplicates, message: [...twice, ...none].join(" ") };
}

function letters(place: number): string {
  return cellReference(place, 1).slice(0, -1);
}
