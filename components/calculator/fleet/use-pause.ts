"use client";

import { useEffect, useState } from "react";

/**
 * The value once it has stood still for `delayMs`. The chart library redraws in one piece, 30 to 50 ms of work a chart:
 * each waits for a pause in typing, and by a different time, so that no two redraw in one task.
 */
export function usePause<T>(value: T, delayMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return settled;
}
