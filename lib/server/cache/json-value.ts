/**
 * The same value, deeply frozen, when it is plain JSON: a cached value is shared by all callers and must read
 * back from Redis exactly as it stands in memory.
 *
 * @throws TypeError naming the key and the place of the first thing that JSON cannot carry.
 */
export function frozenJson<Value>(value: Value, key: string): Value {
  freeze(value, key, "value");
  return value;
}

function freeze(value: unknown, key: string, path: string): void {
  if (value === null || typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number") {
    if (Number.isFinite(value)) return;
    throw new TypeError(`Cache key "${key}": ${path} must be a finite number, got ${value}`);
  }
  if (typeof value !== "object") {
    throw new TypeError(`Cache key "${key}": ${path} must be plain JSON, got ${typeof value}`);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`Cache key "${key}": ${path} must be plain JSON, got ${value.constructor.name}`);
  }
  for (const [name, member] of Object.entries(value)) freeze(member, key, `${path}.${name}`);
  Object.freeze(value);
}
