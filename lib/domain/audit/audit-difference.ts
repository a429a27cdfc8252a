import { canonicalJson } from "./canonical-json";
import { jsonPointer } from "./json-pointer";
import { isJsonObject, type JsonObject, type JsonValue } from "./json-value";

/** One field that a change touched. */
export interface FieldDifference {
  /** JSON pointer of the field: "/address/city". */
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  /** `null` for an added field. */
  readonly before: JsonValue;
  /** `null` for a removed field. */
  readonly after: JsonValue;
}

/**
 * The fields in which a row differs before and after, in the order of their names; objects are compared field by field,
 * lists as a whole. A row that was made or deleted differs in all its fields. A field that is `null` is not the same as
 * one that is not there.
 *
 * @throws {DomainError} when a row holds what JSON cannot say.
 */
export function auditDifference(
  before: JsonObject | null,
  after: JsonObject | null,
): readonly FieldDifference[] {
  return differences(before ?? {}, after ?? {}, []);
}

function differences(before: JsonObject, after: JsonObject, path: readonly string[]): FieldDifference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => fieldDifferences(own(before, key), own(after, key), [...path, key]));
}

function fieldDifferences(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  keys: readonly string[],
): FieldDifference[] {
  const path = jsonPointer(keys);
  if (before === undefined) return after === undefined ? [] : [{ path, kind: "added", before: null, after }];
  if (after === undefined) return [{ path, kind: "removed", before, after: null }];
  if (isJsonObject(before) && isJsonObject(after)) return differences(before, after, keys);
  return canonicalJson(before) === canonicalJson(after) ? [] : [{ path, kind: "changed", before, after }];
}

function own(row: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(row, key) ? row[key] : undefined;
}
