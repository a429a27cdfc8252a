"use client";

import { type RefObject, useCallback, useLayoutEffect, useState } from "react";

interface RowRange {
  readonly from: number;
  /** Behind the last. */
  readonly to: number;
}

const spareRows = 10;
/** The range moves in steps, so that slow scrolling does not draw the table with every frame. */
const stepRows = 5;

/**
 * Which of very many rows of one height lie near the window. Costs the same for a hundred rows and for a hundred
 * thousand, which measuring each row does not.
 *
 * @param body what holds the rows, empty rows above and below them included.
 */
export function useUniformRows(
  body: RefObject<HTMLElement | null>,
  count: number,
  rowHeightPx: number,
): { readonly range: RowRange; readonly scrollTo: (index: number) => void } {
  const [range, setRange] = useState<RowRange>({ from: 0, to: 40 });
  useLayoutEffect(() => {
    function look(): void {
      const topPx = body.current?.getBoundingClientRect().top ?? 0;
      // A table that still lies below the window has its first rows ready.
      const first = Math.max(0, Math.floor(-topPx / rowHeightPx) - spareRows);
      const from = clamp(Math.floor(first / stepRows) * stepRows, 0, count);
      const rows = Math.ceil(innerHeight / rowHeightPx) + 2 * spareRows + stepRows;
      const to = clamp(Math.floor(first / stepRows) * stepRows + rows, 0, count);
      setRange((before) => (before.from === from && before.to === to ? before : { from, to }));
    }
    look();
    addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    return () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
    };
  }, [body, count, rowHeightPx]);

  /** Brings a row into sight, below what sticks at the top. */
  const scrollTo = useCallback(
    (index: number) => {
      const element = body.current;
      if (element === null) return;
      const rowTopPx = element.getBoundingClientRect().top + index * rowHeightPx;
      const roomTopPx = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
      const overBottomPx = rowTopPx + 2 * rowHeightPx - innerHeight;
      if (rowTopPx < roomTopPx) scrollBy(0, rowTopPx - roomTopPx);
      else if (overBottomPx > 0) scrollBy(0, overBottomPx);
    },
    [body, rowHeightPx],
  );
  return { range, scrollTo };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
