import { Skeleton } from "@/components/ui/skeleton";

/** Holds the place of a drawing on its way, at its height. */
export function PlotSkeleton() {
  return (
    <div className="grid h-full content-end gap-3" role="status">
      <span className="sr-only">Chart is loading</span>
      <Skeleton className="h-2/3 w-full" />
      <Skeleton className="h-3 w-full" />
    </div>
  );
}
