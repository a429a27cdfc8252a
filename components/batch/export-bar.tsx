"use client";

import { FileSpreadsheet, Table2 } from "lucide-react";
import type { Batch } from "@/components/batch/use-batch";
import { useExport } from "@/components/batch/use-export";
import { Button } from "@/components/ui/button";

/** All results to carry away. What is shown alone is exported above the table. */
export function ExportBar({ batch }: { readonly batch: Batch }) {
  const { isExporting, exportAs } = useExport(batch.session);
  const { exportRatio } = batch.now;
  return (
    <div data-print="hide" className="flex flex-wrap items-center gap-2">
      {exportRatio !== null && exportRatio > 0 && (
        <span role="status" className="text-muted-foreground text-xs">
          Writing, {Math.round(exportRatio * 100)} %
        </span>
      )}
      <Button
        disabled={isExporting}
        title="Live formulas, number formats and charts"
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
