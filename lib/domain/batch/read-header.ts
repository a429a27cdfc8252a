import { batchColumns } from "./batch-columns";
import { type BatchField, batchFields } from "./batch-field";
import { isForeignUnit, unitFactor } from "./column-units";
import { plainWidth } from "./plain-width";

/** The field of a column and the factor of its figures, or why the column is not read. */
export type HeaderReading =
  | { readonly field: BatchField; readonly factor: number }
  | { readonly reason: string };

/** What a header says by itself. A unit that cannot be converted leaves the column unread. */
export function readHeader(header: string): HeaderReading {
  const { name, unit } = splitHeader(header);
  const field = fieldNamed(name);
  if (field !== null) return withUnit(field, name, unit);
  const { front, last } = splitLastWord(name);
  const fronted = unit === null ? fieldNamed(front) : null;
  if (fronted !== null && factorOf(fronted, last) !== null) return withUnit(fronted, front, last);
  return { reason: "no field goes by this name" };
}

/**
 * What a header says once a person has chosen its field. A unit that measures something else refuses the choice;
 * brackets that hold no unit are a remark.
 */
export function readChosenHeader(header: string, field: BatchField): HeaderReading {
  const own = readHeader(header);
  if ("field" in own && own.field === field) return own;
  const { name, unit } = splitHeader(header);
  if (unit !== null) {
    return withUnit(field, "", factorOf(field, unit) !== null || isForeignUnit(unit) ? unit : null);
  }
  const { last } = splitLastWord(name);
  // "Draw kW" states a unit; a single letter at the end is likelier to be a name ("Hall T").
  return withUnit(field, "", last.length > 1 && factorOf(field, last) !== null ? last : null);
}

/** The field that goes by this name (a header, an alias, the API's own name, in any spelling); `null` for none. */
export function fieldNamed(name: string): BatchField | null {
  return fieldByKey.get(headerKey(name)) ?? null;
}

function withUnit(field: BatchField, name: string, unit: string | null): HeaderReading {
  const { unitKind, isPercent, unit: ownUnit } = batchColumns[field];
  if (unitKind === null) return { field, factor: 1 };
  if (unit === null) {
    // The API's own names say "ratio" themselves.
    const isRatio = headerKey(name) === headerKey(field);
    return { field, factor: isPercent && !isRatio ? 0.01 : 1 };
  }
  const factor = unitFactor(unitKind, unit);
  if (factor !== null) return { field, factor };
  return { reason: `"${unit}" cannot be converted to ${ownUnit}; write the column in ${ownUnit}` };
}

function factorOf(field: BatchField, unit: string): number | null {
  const { unitKind } = batchColumns[field];
  return unitKind === null ? null : unitFactor(unitKind, unit);
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

function splitLastWord(name: string): { readonly front: string; readonly last: string } {
  const at = Math.max(name.lastIndexOf(" "), name.lastIndexOf("_"), name.lastIndexOf(","));
  return at < 0 ? { front: name, last: "" } : { front: name.slice(0, at), last: name.slice(at + 1) };
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
