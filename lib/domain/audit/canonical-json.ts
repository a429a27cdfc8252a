import { DomainError } from "../domain-error";
import { jsonPointer } from "./json-pointer";
import type { JsonValue } from "./json-value";

/** Levels of objects and lists inside each other; a value that contains itself goes deeper than any limit. */
const depthMax = 100;

/**
 * The one text of a JSON value, whatever order its keys were written in: keys sorted by UTF-16 code units, no spaces,
 * numbers and strings as ECMAScript writes them, -0 as 0.
 *
 * Nothing is left out or turned into something else on the way, as `JSON.stringify` would: what JSON cannot say is an
 * error. Amounts in `bigint` are written as decimal strings before.
 *
 * @throws {DomainError} whose `field` is the JSON pointer of a NaN, infinity, undefined, bigint, function, symbol, hole
 * in a list, lone surrogate (in a key too), object of a class (Date, Map), or of what lies deeper than 100 levels.
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, []);
}

function write(value: unknown, path: readonly string[]): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    return Number.isFinite(value) ? JSON.stringify(value) : refuse(path, `a finite number, got ${value}`);
  }
  if (typeof value === "string") return writeString(value, path);
  if (typeof value !== "object") return refuse(path, `something JSON can say, got ${typeof value}`);
  if (path.length >= depthMax) return refuse(path, `at most ${depthMax} levels deep`);
  if (Array.isArray(value)) {
    // Array.from turns a hole into undefined, which is refused; map would skip it.
    return `[${Array.from(value, (item: unknown, index) => write(item, [...path, String(index)])).join(",")}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return refuse(path, "a plain object or a list");
  return writeObject(value, path);
}

function writeObject(value: object, path: readonly string[]): string {
  const members = Object.entries(value)
    // The default order of strings is that of UTF-16 code units, as the RFC wants; a locale's is not.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${writeString(key, path)}:${write(member, [...path, key])}`);
  return `{${members.join(",")}}`;
}

function writeString(text: string, path: readonly string[]): string {
  return text.isWellFormed() ? JSON.stringify(text) : refuse(path, "text without lone surrogates");
}

function refuse(path: readonly string[], rule: string): never {
  const field = jsonPointer(path);
  throw new DomainError(field, `${field === "" ? "the value" : field} must be ${rule}`);
}
