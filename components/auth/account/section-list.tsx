"use client";

import { useEffect, useState } from "react";
import { cn } from "@/lib/browser/class-names";

export interface SectionEntry {
  readonly id: string;
  readonly title: string;
}

/** The sections of a long page, beside it on wide screens; marks the one that is read. */
export function SectionList({ sections }: { readonly sections: readonly SectionEntry[] }) {
  const here = useSectionInView(sections);
  return (
    <nav aria-label="Sections" className="sticky top-(--frame-top) hidden self-start pt-1 lg:block">
      <ul className="grid gap-0.5">
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === here ? "location" : undefined}
              className={cn(
                "flex h-8 items-center rounded-md px-2.5 text-muted-foreground hover:bg-hover hover:text-foreground",
                id === here && "bg-hover font-medium text-foreground",
              )}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The first section that has its place in the upper part of the screen. */
function useSectionInView(sections: readonly SectionEntry[]): string | null {
  const [here, setHere] = useState<string | null>(sections[0]?.id ?? null);
  useEffect(() => {
    const inView = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) inView.add(target.id);
          else inView.delete(target.id);
        }
        const first = sections.find(({ id }) => inView.has(id));
        if (first !== undefined) setHere(first.id);
      },
      { rootMargin: "-100px 0px -55% 0px" },
    );
    for (const { id } of sections) {
      const element = document.getElementById(id);
      if (element !== null) observer.observe(element);
    }
    return () => observer.disconnect();
  }, [sections]);
  return here;
}
