import { batchColumns } from "./batch-columns";
import { type BatchField, type BatchSettings, batchFields } from "./batch-field";
import { columnUnits, unitFactor, unitKey } from "./column-units";
import { plainWidth } from "./plain-width";

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

type Read = { readonly field: BatchField; readonly factor: number } | { readonly reason: string };

/**
 * The field of each column, by header: any case, spaces, full-width signs, English or Chinese. A unit in the header
 * is converted when its factor is known; otherwise the column is not read, and the reason says so.
 *
 * @param settings what the batch gives for all rows; a field it gives is never missing.
 */
export function matchHeaders(headers: readonly string[], settings: BatchSettings | null = null): HeaderMatch {
  return assemble(
    headers,
    headers.map((header) => readHeader(header)),
    settings,
  );
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
  const read = headers.map((header, place): Read => {
    const field = mapping[place] ?? null;
    return field === null ? { reason: "left out by choice" } : readChosen(header, field);
  });
  return assemble(headers, read, settings);
}

function assemble(
  headers: readonly string[],
  read: readonly Read[],
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

/** The field that goes by this name (a header, an alias, the API's own name, in any spelling); `null` for none. */
export function fieldNamed(name: string): BatchField | null {
  return fieldByKey.get(headerKey(name)) ?? null;
}

function readHeader(header: string): Read {
  const { name, unit } = splitHeader(header);
  const field = fieldByKey.get(headerKey(name));
  if (field !== undefined) return withUnit(field, name, unit);
  const [front, last] = splitLastWord(name);
  const fronted = unit === null ? fieldByKey.get(headerKey(front)) : undefined;
  if (fronted !== undefined && stated(fronted, last) !== null) return withUnit(fronted, front, last);
  return { reason: "no field goes by this name" };
}

function readChosen(header: string, field: BatchField): Read {
  const own = readHeader(header);
  if ("field" in own && own.field === field) return own;
  const { unit } = splitHeader(header);
  if (unit === null || stated(field, unit) !== null || isForeignUnit(unit)) return withUnit(field, "", unit);
  return withUnit(field, "", null);
}

function withUnit(field: BatchField, name: string, unit: string | null): Read {
  const column = batchColumns[field];
  if (column.unitKind === null) return { field, factor: 1 };
  // The API's own names say "ratio" themselves.
  if (unit === null)
    return { field, factor: column.isPercent && headerKey(name) !== headerKey(field) ? 0.01 : 1 };
  const factor = unitFactor(column.unitKind, unit);
  if (factor !== null) return { field, factor };
  return { reason: `"${unit}" cannot be converted to ${column.unit}; write the column in ${column.unit}` };
}

function stated(field: BatchField, unit: string): number | null {
  const { unitKind } = batchColumns[field];
  return unitKind === null ? null : unitFactor(unitKind, unit);
}

const foreignUnits = new Set(
  [
    "hp",
    "btu/h",
    "va",
    "kva",
    "kwh",
    "wh",
    "eur",
    "€",
    "gbp",
    "£",
    "cny",
    "rmb",
    "¥",
    "元",
    "人民币",
    "btc",
    "sat",
  ]
    .concat([
      "元/度",
      "元/kwh",
      "cny/kwh",
      "rmb/kwh",
      "eur/kwh",
      "€/kwh",
      "btc/day",
      "h/s",
      "kh/s",
      "sol/s",
      "j/th",
    ])
    .concat(Object.values(columnUnits).flatMap((units) => Object.keys(units))),
);

function isForeignUnit(unit: string): boolean {
  return foreignUnits.has(unitKey(unit));
}

/** "Power（kW）" is the name "Power" and the unit "kW"; the last brackets count. */
function splitHeader(header: string): { readonly name: string; readonly unit: string | null } {
  const plain = plainWidth(header)

    .replaceAll(/[[{【〔]/g, "(")
    .replaceAll(/[\]}】〕]/g, ")")
    .replaceAll(/[*\uFEFF]/g, "")
    .trim();
  const match = /^(.*)\(([^()]*)\)$/s.exec(plain);
  if (match === null) return { name: plain, unit: null };
  const unit = (match[2] ?? "").trim();
  return { name: (match[1] ?? "").trim(), unit: unit === "" ? null : unit };
}

function splitLastWord(name: string): readonly [front: string, last: string] {
  const at = Math.max(name.lastIndexOf(" "), name.lastIndexOf("_"), name.lastIndexOf(","));
  return at < 0 ? [name, ""] : [name.slice(0, at), name.slice(at + 1)];
}

/** What a header comes down to: lower case, without spaces and joining signs; "%" and currency signs stay. */
function headerKey(name: string): string {
  return plainWidth(name)
    .toLowerCase()
    .replaceAll(/[\s_\-./:,]/g, "");
}

const fieldByKey: ReadonlyMap<string, BatchField> = new Map(
  batchFields.flatMap((field) => {
    const { name, aliases } = batchColumns[field];
    return [field, name, ...aliases].map((header) => [headerKey(header), field] as const);
  }),
);
