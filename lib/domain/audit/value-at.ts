import { isJsonObject, type JsonValue } from "./json-value";

/** A value with another one at the end of a path of keys, and what was there; `null` when there is no such place. */
export function withValueAt(
  value: JsonValue,
  keys: readonly string[],
  next: JsonValue,
): { readonly value: JsonValue; readonly was: JsonValue } | null {
  const [key, ...rest] = keys;
  if (key === undefined) return { value: next, was: value };
  const child = childAt(value, key);
  const exchanged = child === undefined ? null : withValueAt(child, rest, next);
  if (exchanged === null) return null;
  const { was } = exchanged;
  if (isJsonObject(value)) return { value: { ...value, [key]: exchanged.value }, was };
  if (!isList(value)) return null;
  return { value: value.map((item, index) => (String(index) === key ? exchanged.value : item)), was };
}

function childAt(value: JsonValue, key: string): JsonValue | undefined {
  if (isJsonObject(value)) return Object.hasOwn(value, key) ? value[key] : undefined;
  if (!isList(value)) return undefined;
  return value.find((_, index) => String(index) === key);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
