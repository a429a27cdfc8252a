import type { ComponentProps } from "react";
import { cn } from "@/lib/browser/class-names";

export function Label({
  className,
  htmlFor,
  ...props
}: ComponentProps<"label"> & { readonly htmlFor: string }) {
  return <label htmlFor={htmlFor} className={cn("font-medium text-foreground", className)} {...props} />;
}
