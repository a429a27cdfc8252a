"use client";

import { useEffect, useState } from "react";

/**
 * The value as it was `delayMs` ago: what would change together is then drawn one after the other.
 *
 * @param first stands until the delay has passed once; the value itself when not given.
 */
export function useLater<Value>(value: Value, delayMs: number, first: Value = value): Value {
  const [later, setLater] = useState(first);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return later;
}
