"use client";

import { SearchX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { type CatalogueState, catalogueCodec, startState } from "@/components/catalogue/catalogue-state";
import { catalogueColumns, narrowPresets, widePresets, wideQuery } from "@/components/catalogue/columns";
import { CompareBar } from "@/components/catalogue/compare-bar";
import { comparedMax } from "@/components/catalogue/compared";
import { withinFacets } from "@/components/catalogue/facets";
import { FilterBar } from "@/components/catalogue/filter-bar";
import { EmptyState } from "@/components/shell/empty-state";
import { Figure } from "@/components/shell/figure";
import { useMarketNow } from "@/components/shell/use-market-now";
import { DataTable } from "@/components/tables/data-table";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useUrlState } from "@/lib/browser/url-state";
import { useMediaQuery } from "@/lib/browser/use-media-query";
import { formulas } from "@/lib/domain/mining/formulas";
import { missingFigure } from "@/lib/domain/provenance/figure";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

/** The machines themselves, with what searches, narrows, sorts and compares them. */
export function Catalogue({ models }: { readonly models: readonly MinerModel[] }) {
  const router = useRouter();
  const market = useMarketNow();
  const isWide = useMediaQuery(wideQuery);
  const [state, setState] = useUrlState(catalogueCodec);
  const change = (patch: Partial<CatalogueState>) => setState({ ...state, ...patch });
  const hashprice = market.data?.hashpriceUsdPerPhDay;
  const reason = market.isError ? market.error.message : "The market is still being asked.";
  const columns = useMemo(
    () => catalogueColumns(hashprice ?? missingFigure("USD/PH/day", reason)),
    [hashprice, reason],
  );
  const rows = useMemo(() => withinFacets(models, state.facets), [models, state.facets]);
  const chosen = state.compared.flatMap((slug) => models.find((model) => model.slug === slug) ?? []);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <FilterBar models={models} facets={state.facets} onChange={(facets) => change({ facets })} />
        <p className="inline-flex items-center gap-1.5 text-muted-foreground">
          Strike prices at
          {hashprice === undefined ? (
            <Skeleton className="h-5 w-28" />
          ) : (
            <Figure figure={hashprice} label="Hashprice now" formula={formulas.hashprice} align="end" />
          )}
        </p>
      </div>
      <DataTable
        caption="Mining machines"
        rows={rows}
        columns={columns}
        presets={isWide ? widePresets : narrowPresets}
        rowKey={(model) => model.slug}
        rowName={(model) => model.name}
        view={state.table}
        onViewChange={(table) => change({ table })}
        selected={chosen.map(({ slug }) => slug)}
        onSelectedChange={(compared) => change({ compared })}
        maxSelected={comparedMax}
        onOpen={(model) => router.push(`/calculator?m=${model.slug}`)}
        filterPlaceholder={`Search ${models.length} machines`}
        fileName="mining-machines"
        empty={
          <EmptyState
            Icon={SearchX}
            title="No machine is like that"
            action={
              <Button variant="primary" onClick={() => setState({ ...startState, compared: state.compared })}>
                Show all {models.length} machines
              </Button>
            }
          >
            Search and filters together leave nothing. Take one back, or show everything again.
          </EmptyState>
        }
      />
      <CompareBar
        chosen={chosen}
        onRemove={(slug) => change({ compared: state.compared.filter((other) => other !== slug) })}
        onClear={() => change({ compared: [] })}
      />
    </>
  );
}
