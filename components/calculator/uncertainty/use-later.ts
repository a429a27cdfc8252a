"use client";

import { useEffect, useState } from "react";

/** The value as it was `delayMs` ago: charts that change together are then drawn one after the other. */
export function useLater<Value>(value: Value, delayMs: number): Value {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return later;
}
