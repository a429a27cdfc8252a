"use client";

import { FileSpreadsheet, Table2 } from "lucide-react";
import { useSyncExternalStore } from "react";
import type { Batch } from "@/components/batch/use-batch";
import { useExport } from "@/components/batch/use-export";
import { Button } from "@/components/ui/button";

interface ExportBarProps {
  readonly batch: Batch;
  /** Formulas hang on the market, which comes with the last row. */
  readonly hasMarket: boolean;
}

/** All results to carry away. What is shown alone is exported above the table. */
export function ExportBar({ batch, hasMarket }: ExportBarProps) {
  const { isExporting, exportAs } = useExport(batch.session);
  const { exportRatio: ratio } = batch.session;
  const exportRatio = useSyncExternalStore(ratio.subscribe, ratio.get, ratio.get);
  return (
    <div data-print="hide" className="flex flex-wrap items-center gap-2">
      {exportRatio !== null && exportRatio > 0 && (
        <>
          <span role="status" className="text-muted-foreground text-xs">
            Writing, {Math.round(exportRatio * 100)} %
          </span>
          <Button variant="ghost" size="sm" onClick={() => batch.session.cancelExport()}>
            Cancel
          </Button>
        </>
      )}
      <Button
        disabled={isExporting || !hasMarket}
        title={hasMarket ? "Live formulas, number formats and charts" : "Needs a run that came to its end"}
        onClick={() => exportAs({ kind: "workbook" }, "batch-results.xlsx")}
      >
        <FileSpreadsheet aria-hidden="true" />
        Excel
      </Button>
      <Button
        disabled={isExporting}
        title="Every row and column, every digit"
        onClick={() => exportAs({ kind: "all" }, "batch-results.csv")}
      >
        <Table2 aria-hidden="true" />
        All as CSV
      </Button>
    </div>
  );
}
