import type { ComponentProps } from "react";
import { cn } from "@/lib/browser/class-names";

/** On or off, at once (no "save"): a native checkbox with the role of a switch. */
export function Switch({ className, ...props }: Omit<ComponentProps<"input">, "type" | "role">) {
  return (
    <span className={cn("relative inline-flex h-5 w-9 shrink-0", className)}>
      <input
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its own checked state
        role="switch"
        className="peer absolute inset-0 m-0 cursor-pointer appearance-none rounded-full border border-input bg-muted transition-colors checked:border-primary checked:bg-primary disabled:opacity-50"
        {...props}
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-1 left-1 size-3 rounded-full bg-muted-foreground transition-transform peer-checked:translate-x-4 peer-checked:bg-primary-foreground"
      />
    </span>
  );
}
