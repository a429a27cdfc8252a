import type { ComponentProps } from "react";
import { cn } from "@/lib/browser/class-names";

/** A native range input. Say the value in words with `aria-valuetext`. */
export function Slider({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input
      type="range"
      className={cn("h-6 w-full cursor-pointer accent-(--primary-text)", className)}
      {...props}
    />
  );
}
