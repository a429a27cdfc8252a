import { Check } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/browser/class-names";

/** A native checkbox in the house's look. Give it an `aria-label` or a `<label>`. */
export function Checkbox({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return (
    <span className={cn("relative inline-grid size-4 place-items-center", className)}>
      <input
        type="checkbox"
        className="peer size-4 cursor-pointer appearance-none rounded-sm border border-input bg-card checked:border-primary checked:bg-primary disabled:opacity-50"
        {...props}
      />
      <Check
        aria-hidden="true"
        strokeWidth={3}
        className="pointer-events-none absolute size-3 text-primary-foreground opacity-0 peer-checked:opacity-100"
      />
    </span>
  );
}
