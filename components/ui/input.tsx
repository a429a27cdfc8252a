import type { ComponentProps } from "react";
import { cn } from "@/lib/browser/class-names";

/** The look shared by everything a person types or picks in. Text is 16 px on phones, or they zoom in. */
export const controlClasses =
  "h-control w-full min-w-0 scroll-my-16 rounded-md border border-input bg-card px-3 text-base text-foreground transition-colors placeholder:text-muted-foreground hover:border-muted-foreground focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-loss sm:text-sm";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(controlClasses, className)} {...props} />;
}
