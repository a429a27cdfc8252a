import { cn } from "@/lib/browser/class-names";

/** Holds the place of something on its way. Size it by `className`, so that nothing jumps when it comes. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden="true" className={cn("block animate-pulse rounded-sm bg-muted", className)} />;
}
