import { batchColumns } from "./batch-columns";
import { type BatchField, type BatchSettings, batchFields } from "./batch-field";
import { type HeaderReading, readChosenHeader, readHeader } from "./read-header";

/** How one column of a file is read. */
export interface ColumnReading {
  readonly field: BatchField;
  /** As the file names the column. */
  readonly header: string;
  /** A plain figure of the column times this is the row's value (percent 0.01, kW 1000). */
  readonly factor: number;
}

/** What the columns of a file are. Indices are places of columns, from 0. */
export interface HeaderMatch {
  /** By place; `null` is not read. */
  readonly columns: readonly (ColumnReading | null)[];
  readonly mapping: readonly (BatchField | null)[];
  /** Fields without which no row can be calculated. `minerModel` stands for "a model, or hashrate and power". */
  readonly missing: readonly BatchField[];
  /** Fields that several columns claim; none of them is read. */
  readonly duplicates: readonly { readonly field: BatchField; readonly columns: readonly number[] }[];
  /** Named columns that are not read, each with the reason. */
  readonly unread: readonly { readonly column: number; readonly header: string; readonly reason: string }[];
}

/**
 * The field of each column, by header: any case, spaces, full-width signs, English or Chinese. A unit in the header
 * is converted when its factor is known; otherwise the column is not read, and the reason says so.
 *
 * @param settings what the batch gives for all rows; a field it gives is never missing.
 */
export function matchHeaders(headers: readonly string[], settings: BatchSettings | null = null): HeaderMatch {
  return assemble(headers, headers.map(readHeader), settings);
}

/**
 * The same for fields that a person has chosen by column. A unit in the header still counts; one that is known to
 * measure something else refuses the choice.
 *
 * @param mapping by place; shorter than `headers` leaves the rest unread.
 */
export function applyMapping(
  headers: readonly string[],
  mapping: readonly (BatchField | null)[],
  settings: BatchSettings | null = null,
): HeaderMatch {
  const read = headers.map((header, place): HeaderReading => {
    const field = mapping[place] ?? null;
    return field === null ? { reason: "left out by choice" } : readChosenHeader(header, field);
  });
  return assemble(headers, read, settings);
}

function assemble(
  headers: readonly string[],
  read: readonly HeaderReading[],
  settings: BatchSettings | null,
): HeaderMatch {
  const places = new Map<BatchField, number[]>();
  read.forEach((entry, place) => {
    if ("field" in entry) places.set(entry.field, [...(places.get(entry.field) ?? []), place]);
  });
  const duplicates = [...places]
    .filter(([, columns]) => columns.length > 1)
    .map(([field, columns]) => ({ field, columns }));
  const isTwice = new Set(duplicates.map(({ field }) => field));
  const columns = read.map((entry, place): ColumnReading | null =>
    "field" in entry && !isTwice.has(entry.field) ? { ...entry, header: headers[place] ?? "" } : null,
  );
  const unread = read.flatMap((entry, place) => {
    const header = headers[place] ?? "";
    if ("reason" in entry)
      return header.trim() === "" ? [] : [{ column: place, header, reason: entry.reason }];
    if (!isTwice.has(entry.field)) return [];
    return [{ column: place, header, reason: `several columns are ${batchColumns[entry.field].name}` }];
  });
  const mapping = columns.map((column) => column?.field ?? null);
  return { columns, mapping, missing: missingFields(mapping, settings), duplicates, unread };
}

function missingFields(
  mapping: readonly (BatchField | null)[],
  settings: BatchSettings | null,
): BatchField[] {
  const has = (field: BatchField) => mapping.includes(field);
  return batchFields.filter((field) => {
    if (has(field)) return false;
    if (field === "minerModel") return !(has("hashrateThs") && has("powerWatts"));
    if (field === "electricityUsdPerKwh" && settings !== null && settings.electricityUsdPerKwh !== null) {
      return false;
    }
    return batchColumns[field].required;
  });
}
