import type { JsonValue } from "@/lib/domain/audit/json-value";

/** A dotted path into an event: ["data", "userId"]. */
export type Path = readonly string[];

type Scalar = string | number | boolean | null;

/** One side of an equation: a path into the run's own event, into the awaited one, or a literal. */
type Side = { readonly of: "event" | "async"; readonly path: Path } | { readonly literal: Scalar };

/** `a == b && c == d`: what an expression may say here. */
export type Condition = readonly { readonly left: Side; readonly right: Side }[];

/** What an awaited event has to contain; null when nothing can. */
export interface Match {
  readonly contains: { readonly [key: string]: JsonValue };
  /** One of the values in it as text, to be found by; null when any event of the name will do. */
  readonly value: string | null;
}

const pathPattern = /^(event|async)((?:\.[A-Za-z_]\w*)+)$/;

/**
 * Reads a path such as `event.data.userId`.
 *
 * @throws RangeError for anything else: the expression language of Inngest is not supported beyond paths.
 */
export function parsePath(text: string): Path {
  const side = parseSide(text);
  if ("literal" in side || side.of === "async") {
    throw new RangeError(`"${text}" is not supported: only a path into the event is, such as event.data.id`);
  }
  return side.path;
}

/**
 * Reads a condition: equations of paths and literals, joined by `&&`.
 *
 * @throws RangeError for anything else.
 */
export function parseCondition(text: string): Condition {
  return splitOutsideQuotes(text, "&&").map((equation) => {
    const sides = splitOutsideQuotes(equation, "==");
    const [left, right] = sides;
    if (sides.length !== 2 || left === undefined || right === undefined) {
      throw new RangeError(`"${text}" is not supported: only a == b, joined by &&`);
    }
    return { left: parseSide(left), right: parseSide(right) };
  });
}

/** Whether an event fulfils a condition about itself; a path that leads nowhere equals nothing. */
export function holds(condition: Condition, event: JsonValue): boolean {
  return condition.every(({ left, right }) => {
    const [a, b] = [sideValue(left, event), sideValue(right, event)];
    return a !== undefined && a === b;
  });
}

/**
 * Fills a run's own event into a condition about another event.
 *
 * @returns what that other event has to contain; null when none can fulfil it.
 * @throws RangeError when a path leads to a list or an object, or the other event is compared with itself.
 */
export function matchFor(condition: Condition, event: JsonValue): Match | null {
  const contains: { [key: string]: JsonValue } = {};
  let value: string | null = null;
  for (const { left, right } of condition) {
    const [awaited, own] = isAwaited(left) ? [left, right] : [right, left];
    if (isAwaited(own)) throw new RangeError("an awaited event cannot be compared with itself");
    const wanted = sideValue(own, event);
    if (wanted === undefined) return null;
    if (!isAwaited(awaited)) {
      if (sideValue(awaited, event) !== wanted) return null;
      continue;
    }
    if (!put(contains, awaited.path, wanted)) return null;
    value ??= String(wanted);
  }
  return { contains, value };
}

/** All single values in an event as text, each once: by which a pause's `value` is found. */
export function valuesIn(value: JsonValue): readonly string[] {
  const found = new Set<string>();
  const walk = (part: JsonValue): void => {
    if (part === null || typeof part !== "object") found.add(String(part));
    else for (const member of Object.values(part)) walk(member as JsonValue);
  };
  walk(value);
  return [...found];
}

/** What a path leads to as text, for keys; an absent value is the empty text. */
export function keyAt(path: Path, event: JsonValue): string {
  const value = at(path, event);
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isAwaited(side: Side): side is { readonly of: "async"; readonly path: Path } {
  return !("literal" in side) && side.of === "async";
}

function parseSide(text: string): Side {
  const trimmed = text.trim();
  const [, of, rest] = pathPattern.exec(trimmed) ?? [];
  if (of !== undefined && rest !== undefined) {
    return { of: of === "event" ? "event" : "async", path: rest.slice(1).split(".") };
  }
  if (/^'[^'\\]*'$|^"[^"\\]*"$/.test(trimmed)) return { literal: trimmed.slice(1, -1) };
  if (/^-?\d+(\.\d+)?$/.test(trimmed)) return { literal: Number(trimmed) };
  if (trimmed === "true" || trimmed === "false") return { literal: trimmed === "true" };
  if (trimmed === "null") return { literal: null };
  throw new RangeError(`"${trimmed}" is not supported: only paths, texts, numbers, true, false and null`);
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [""];
  let quote: string | null = null;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charAt(index);
    if (quote === null && text.startsWith(separator, index)) {
      parts.push("");
      index += separator.length - 1;
      continue;
    }
    if (quote === null && (letter === "'" || letter === '"')) quote = letter;
    else if (letter === quote) quote = null;
    parts[parts.length - 1] += letter;
  }
  return parts;
}

function sideValue(side: Side, event: JsonValue): Scalar | undefined {
  if ("literal" in side) return side.literal;
  const value = at(side.path, event);
  if (value !== null && typeof value === "object") {
    throw new RangeError(
      `${side.of}.${side.path.join(".")} is a list or an object, which cannot be compared`,
    );
  }
  return value;
}

function at(path: Path, event: JsonValue): JsonValue | undefined {
  let value: JsonValue | undefined = event;
  for (const name of path) {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
    value = (value as { readonly [key: string]: JsonValue | undefined })[name];
  }
  return value;
}

/** @returns whether it could be put there: two equations may ask for different values of one path. */
function put(target: { [key: string]: JsonValue }, path: Path, value: Scalar): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return false;
  const present = target[name];
  if (rest.length === 0) {
    if (present !== undefined) return present === value;
    target[name] = value;
    return true;
  }
  if (present !== undefined && (present === null || typeof present !== "object")) return false;
  const deeper = (present ?? {}) as { [key: string]: JsonValue };
  target[name] = deeper;
  return put(deeper, rest, value);
}
