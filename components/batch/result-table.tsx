"use client";

import { CircleAlert, SearchX } from "lucide-react";
import { useCallback, useSyncExternalStore } from "react";
import { resultPresets, resultTableColumns } from "@/components/batch/result-columns";
import { ResultFilters } from "@/components/batch/result-filters";
import type { Batch } from "@/components/batch/use-batch";
import { useExport } from "@/components/batch/use-export";
import type { BatchTableRow, RunSnapshot } from "@/components/batch/worker/protocol";
import { EmptyState } from "@/components/shell/empty-state";
import { RemoteTable } from "@/components/tables/remote-table";
import type { TableColumn } from "@/components/tables/table-types";
import { Button } from "@/components/ui/button";

/** Every row of the file with its answer or its error, while it is still being read. */
export function ResultTable({ batch, run }: { readonly batch: Batch; readonly run: RunSnapshot }) {
  const { session, state, change } = batch;
  const { exportAs } = useExport(session);
  const { version, count, total } = run.view;
  const { tick } = session.rows;
  useSyncExternalStore(tick.subscribe, tick.get, tick.get);
  const onWant = useCallback(
    (from: number, to: number) => session.rows.want(from, to, version),
    [session, version],
  );
  return (
    <section aria-labelledby="rows-title">
      <h2 id="rows-title" className="mb-3 font-semibold text-base">
        Row by row
      </h2>
      <ResultFilters batch={batch} run={run} />
      <RemoteTable
        caption="Results, row by row"
        count={count}
        total={total}
        version={version}
        rowAt={(index) => session.rows.at(index)}
        onWant={onWant}
        columns={resultTableColumns}
        presets={resultPresets}
        rowName={({ row }) => `row ${row}`}
        rowNote={rowNote}
        view={state.table}
        onViewChange={(table) => change({ table })}
        filterPlaceholder="Search model, label, row, error"
        onExport={(columns) =>
          exportAs({ kind: "shown", columns: columns.map(exportColumn) }, "batch-results-shown.csv")
        }
        empty={
          <EmptyState
            Icon={SearchX}
            title="No row is like that"
            action={
              <Button
                onClick={() => change({ table: { ...state.table, filter: "" }, models: [], only: null })}
              >
                Show all rows
              </Button>
            }
          >
            Search and filters together leave nothing. Take one back, or show all rows again.
          </EmptyState>
        }
      />
    </section>
  );
}

function exportColumn({ id, header, unit }: TableColumn<BatchTableRow>) {
  return { id, header: unit === undefined ? header : `${header} (${unit})` };
}

/** What is wrong with a row, in the place of its figures. */
function rowNote({ errors }: BatchTableRow) {
  if (errors.length === 0) return null;
  const said = errors
    .map(({ cell, message }) => (cell === null ? message : `${cell}: ${message}`))
    .join("; ");
  return (
    <span className="text-loss max-md:mt-1 max-md:block" title={said}>
      <CircleAlert aria-hidden="true" className="mr-1.5 inline size-3.5 align-[-2px]" />
      {said}
    </span>
  );
}
