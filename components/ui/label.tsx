import type { ComponentProps } from "react";
import { cn } from "@/lib/browser/class-names";

export function Label({
  className,
  htmlFor,
  ...props
}: ComponentProps<"label"> & { readonly htmlFor: string }) {
  // biome-ignore lint/a11y/noLabelWithoutControl: the caller names the control by htmlFor
  return <label htmlFor={htmlFor} className={cn("font-medium text-foreground", className)} {...props} />;
}
