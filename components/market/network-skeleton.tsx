import { PageHeader } from "@/components/shell/page-header";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of the network screen while the market is being asked. */
export function NetworkSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Asking the market</span>
      <PageHeader title="Network" state={<Skeleton className="h-5 w-96 max-w-full" />} />
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-4">
        {["reward", "retarget", "difficulty", "price"].map((name) => (
          <Skeleton key={name} className="h-72 rounded-lg" />
        ))}
      </div>
    </div>
  );
}
