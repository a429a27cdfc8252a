"use client";

import { useEffect, useRef, useState } from "react";

/** px below and above the screen within which a drawing is made ready. */
const nearPx = 400;
/** Between two drawings, so that the person's own input gets its turn. */
const pauseMs = 30;
let lastTurn: Promise<void> = Promise.resolve();

/** Runs one after the other what would together make one long task. */
function inTurn(run: () => Promise<void>): void {
  lastTurn = lastTurn.then(run).then(() => new Promise((resolve) => setTimeout(resolve, pauseMs)));
}

/**
 * Width in px of the element that gets `ref`, `null` until it comes near the screen or the page is printed: charts far
 * below cost nothing at first load. Follows the element's size from then on.
 *
 * @param load fetches the code of the drawing; charts that come near together are then drawn one at a time.
 */
export function usePlotWidth(load: () => Promise<unknown>) {
  const ref = useRef<HTMLDivElement>(null);
  const loadNow = useRef(load);
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => setWidth(Math.floor(element.clientWidth) || null);
    const resize = new ResizeObserver(measure);
    let isGone = false;
    const begin = async () => {
      // What cannot be loaded is told by the drawing itself when it is shown.
      await Promise.allSettled([loadNow.current()]);
      if (!isGone) resize.observe(element);
    };
    const approach = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        approach.disconnect();
        inTurn(begin);
      },
      { rootMargin: `${nearPx}px` },
    );
    approach.observe(element);
    addEventListener("beforeprint", measure);
    return () => {
      isGone = true;
      approach.disconnect();
      resize.disconnect();
      removeEventListener("beforeprint", measure);
    };
  }, []);
  return { ref, width };
}
