"use client";

import { useEffect, useRef, useState } from "react";

/** px below and above the screen that count as near. */
const nearPx = 600;

/** Whether the element that gets `ref` has come near the screen, or the page is printed; once true it stays so. */
export function useNearScreen<Target extends HTMLElement>() {
  const ref = useRef<Target>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null || isNear) return;
    const arrive = () => setIsNear(true);
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) arrive();
      },
      { rootMargin: `${nearPx}px` },
    );
    observer.observe(element);
    addEventListener("beforeprint", arrive);
    return () => {
      observer.disconnect();
      removeEventListener("beforeprint", arrive);
    };
  }, [isNear]);
  return { ref, isNear };
}
