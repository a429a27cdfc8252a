"use client";

import { startTransition, useEffect, useRef, useState } from "react";

/**
 * Width in px of the element that gets `ref`, `null` until it comes near the screen or the page is printed: charts far
 * below cost nothing at first load. Follows the element's size from then on.
 */
export function usePlotWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => setWidth(Math.floor(element.clientWidth) || null);
    // A drawing may come in slices: what the person is doing meanwhile goes first.
    const resize = new ResizeObserver(() => startTransition(measure));
    const approach = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        approach.disconnect();
        resize.observe(element);
      },
      { rootMargin: "400px" },
    );
    approach.observe(element);
    addEventListener("beforeprint", measure);
    return () => {
      approach.disconnect();
      resize.disconnect();
      removeEventListener("beforeprint", measure);
    };
  }, []);
  return { ref, width };
}
