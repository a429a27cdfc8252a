"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import { cutHistory, historyRanges } from "@/components/market/history-range";
import { networkCodec } from "@/components/market/network-state";
import { ProvenanceNotes } from "@/components/market/provenance-notes";
import { RetargetTable } from "@/components/market/retarget-table";
import { useMarketHistory } from "@/components/market/use-market-history";
import { EmptyState } from "@/components/shell/empty-state";
import { ErrorState } from "@/components/shell/error-state";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/browser/fetch-json";
import { useUrlState } from "@/lib/browser/url-state";

const HistoryCharts = dynamic(
  () => import("@/components/market/history-charts").then((module) => module.HistoryCharts),
  {
    ssr: false,
    loading: () => <ChartsSkeleton />,
  },
);

/** The whole known history: charts over a range kept in the address, every retarget, and where it all comes from. */
export function HistorySection() {
  const history = useMarketHistory();
  const [state, setState] = useUrlState(networkCodec);
  const { range, priceScale } = state;
  const shown = useMemo(
    () => (history.data === undefined ? null : cutHistory(history.data, range)),
    [history.data, range],
  );

  if (history.data === undefined && history.isError) {
    return (
      <ErrorState
        title="The history could not be loaded"
        meaning={`${history.error.message} The figures above are not affected.`}
        id={history.error instanceof ApiError ? history.error.requestId : null}
        actions={
          <Button variant="primary" onClick={() => void history.refetch()}>
            Load the history again
          </Button>
        }
      />
    );
  }
  return (
    <>
      <section aria-labelledby="history" className="mt-8">
        <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id="history" className="font-semibold text-base">
            History
          </h2>
          <div data-print="hide" className="flex flex-wrap items-center gap-3">
            <fieldset className="flex rounded-md border bg-card p-0.5">
              <legend className="sr-only">Range of the charts</legend>
              {historyRanges.map(({ key, label }) => (
                <Button
                  key={key}
                  variant="ghost"
                  size="sm"
                  aria-pressed={range === key}
                  onClick={() => setState({ ...state, range: key })}
                >
                  {label}
                </Button>
              ))}
            </fieldset>
            <Button
              variant="secondary"
              size="sm"
              aria-pressed={priceScale === "log"}
              className="aria-pressed:border-foreground"
              onClick={() => setState({ ...state, priceScale: priceScale === "log" ? "linear" : "log" })}
            >
              Price on a log scale
            </Button>
          </div>
        </div>
        {shown === null ? (
          <ChartsSkeleton />
        ) : shown.days.length === 0 ? (
          <EmptyState title="No history yet">
            Neither shipped days nor a provider&apos;s days are in the database.
          </EmptyState>
        ) : (
          <HistoryCharts history={shown} priceScale={priceScale} />
        )}
      </section>
      {history.data !== undefined && <ProvenanceNotes history={history.data} />}
      <RetargetTable
        retargets={history.data?.retargets ?? null}
        view={state.retargets}
        onViewChange={(retargets) => setState({ ...state, retargets })}
      />
    </>
  );
}

function ChartsSkeleton() {
  return (
    <div role="status" className="grid gap-4 xl:grid-cols-2">
      <span className="sr-only">Loading the history</span>
      {["price", "hashprice", "difficulty", "changes"].map((name) => (
        <Skeleton key={name} className="h-[26rem] rounded-lg" />
      ))}
    </div>
  );
}
