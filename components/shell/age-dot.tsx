import { cn } from "@/lib/browser/class-names";
import type { FigureAge } from "@/lib/domain/provenance/figure";

// Shape differs as well as colour: full, half-open, ring.
const looks: Record<FigureAge, string> = {
  fresh: "bg-gain",
  ageing: "border-[1.5px] border-warn bg-warn/35",
  stale: "border-[1.5px] border-loss",
  missing: "border border-muted-foreground border-dashed",
};

const words: Record<FigureAge, string> = {
  fresh: "fresh",
  ageing: "ageing",
  stale: "stale",
  missing: "no data",
};

/** How old a figure is, as a small mark; the word is there for screen readers. */
export function AgeDot({ age, className }: { readonly age: FigureAge; readonly className?: string }) {
  return (
    <span className={cn("inline-block size-[7px] shrink-0 rounded-full", looks[age], className)}>
      <span className="sr-only">{words[age]}</span>
    </span>
  );
}
