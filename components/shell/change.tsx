import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import { cn } from "@/lib/browser/class-names";
import { formatChange } from "@/lib/domain/format/format-percent";

interface ChangeProps {
  /** 0.012 is +1.2 %; `null` when there is nothing to compare with. */
  readonly ratio: number | null;
  /** "24 h", "last retarget". */
  readonly period: string;
}

/** A change against a named period: arrow, sign and colour say the same thing. */
export function Change({ ratio, period }: ChangeProps) {
  if (ratio === null)
    return <span className="text-muted-foreground text-xs">no change known in {period}</span>;
  const Arrow = ratio > 0 ? ArrowUp : ratio < 0 ? ArrowDown : ArrowRight;
  return (
    <span className="inline-flex items-baseline gap-1 whitespace-nowrap text-xs">
      <span className={cn("inline-flex items-center", ratio > 0 && "text-gain", ratio < 0 && "text-loss")}>
        <Arrow aria-hidden="true" className="size-3" />
        {formatChange(ratio)}
      </span>
      <span className="text-muted-foreground">{period}</span>
    </span>
  );
}
