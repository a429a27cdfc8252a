"use client";

import dynamic from "next/dynamic";
import { useEffect } from "react";
import { ModelsError } from "@/components/catalogue/models-error";
import { useMinerModels } from "@/components/catalogue/use-miner-models";
import { PageHeader } from "@/components/shell/page-header";
import { ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

const loadCatalogue = () => import("@/components/catalogue/catalogue").then((module) => module.Catalogue);

// Shows nothing before the machines have come, so it comes beside them.
const Catalogue = dynamic(loadCatalogue, { ssr: false, loading: TableSkeleton });

/** Every machine of the catalogue: search, narrow, sort, compare, calculate. */
export function CatalogueScreen() {
  const models = useMinerModels();
  useEffect(() => void loadCatalogue(), []);
  return (
    <>
      <PageHeader
        title="Machines"
        state={
          models.data === undefined ? <Skeleton className="h-5 w-80 max-w-full" /> : stateOf(models.data)
        }
        actions={<ButtonLink href="/miners/compare">Compare machines</ButtonLink>}
      />
      {models.data !== undefined ? (
        <Catalogue models={models.data} />
      ) : models.isError ? (
        <ModelsError error={models.error} retry={() => void models.refetch()} />
      ) : (
        <TableSkeleton />
      )}
    </>
  );
}

function stateOf(models: readonly MinerModel[]): string {
  const confirmed = models.filter(({ status }) => status === "confirmed").length;
  const best = models[0];
  const leader = best === undefined ? "" : ` ${best.name} is the most efficient.`;
  return `${models.length} machines, ${confirmed} confirmed by a manufacturer or a second source.${leader}`;
}

function TableSkeleton() {
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">Loading the machines</span>
      <Skeleton className="h-control w-full max-w-2xl" />
      <Skeleton className="h-control w-full max-w-md" />
      <Skeleton className="h-[36rem] rounded-lg" />
    </div>
  );
}
