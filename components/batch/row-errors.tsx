"use client";

import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import type { Batch } from "@/components/batch/use-batch";
import { useExport } from "@/components/batch/use-export";
import type { RunSnapshot } from "@/components/batch/worker/protocol";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import type { BatchErrorType, BatchRowError } from "@/lib/domain/batch/batch-row";
import { formatNumber } from "@/lib/domain/format/format-number";

const pageSize = 25;

const typeWords: Readonly<Record<BatchErrorType, string>> = {
  missing_field: "missing",
  invalid_type: "not readable",
  invalid_range: "out of range",
  model_not_found: "unknown model",
  no_model_match: "no model fits",
  validation: "not allowed",
  processing_error: "not calculated",
};

/** Every bad row: where, what stands there, which rule it breaks, what to do. */
export function RowErrors({ batch, run }: { readonly batch: Batch; readonly run: RunSnapshot }) {
  const { session } = batch;
  const [wanted, setWanted] = useState(pageSize);
  const [errors, setErrors] = useState<readonly BatchRowError[]>([]);
  const { isExporting, exportAs } = useExport(session);
  const shown = Math.min(wanted, run.errorCount);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run has other errors
  useEffect(() => {
    let isCurrent = true;
    void session
      .errors(0, shown)
      .then((next) => isCurrent && setErrors(next))
      // The run was put away meanwhile, and this list with it.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [session, shown, run.runId]);
  const rows = formatNumber(run.rowsWithErrors, 0);
  return (
    <Card>
      <CardHeader
        title={run.rowsWithErrors === 1 ? "1 row with errors" : `${rows} rows with errors`}
        description="Mend what is wrong in the file and run it again; here nothing in it is changed."
        actions={
          <Button disabled={isExporting} onClick={() => exportAs({ kind: "errors" }, "errors.csv")}>
            <Download aria-hidden="true" />
            errors.csv
          </Button>
        }
      />
      <div className="mt-3">
        <Table caption="Rows with errors" className="text-[0.8125rem]">
          <thead>
            <tr>
              <Th className="pl-4 sm:pl-5" numeric>
                Row
              </Th>
              <Th>Cell</Th>
              <Th className="max-sm:hidden">Column</Th>
              <Th className="max-sm:hidden">Value</Th>
              <Th className="max-sm:hidden">Error</Th>
              <Th className="pr-4 sm:pr-5">Rule and suggestion</Th>
            </tr>
          </thead>
          <tbody>
            {errors.map((error, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
              <ErrorRow key={index} error={error} />
            ))}
          </tbody>
        </Table>
      </div>
      {shown < run.errorCount && (
        <div className="p-3 text-center">
          <Button variant="ghost" onClick={() => setWanted(shown + 100)}>
            Show {Math.min(100, run.errorCount - shown)} more of {formatNumber(run.errorCount, 0)}
          </Button>
        </div>
      )}
    </Card>
  );
}

function ErrorRow({ error }: { readonly error: BatchRowError }) {
  const { row, cell, column, value, errorType, message, suggestion } = error;
  return (
    <tr>
      <Td className="pl-4 sm:pl-5" numeric>
        {formatNumber(row, 0)}
      </Td>
      <Td className="font-mono text-xs leading-5">{cell ?? "row"}</Td>
      <Td className="max-sm:hidden">{column ?? <span className="text-muted-foreground">whole row</span>}</Td>
      <Td className="max-w-48 break-words max-sm:hidden">
        {value === "" ? <span className="text-muted-foreground italic">empty</span> : value}
      </Td>
      <Td className="max-sm:hidden">
        <Badge tone="loss">{typeWords[errorType]}</Badge>
      </Td>
      <Td className="pr-4 sm:min-w-64 sm:pr-5">
        {column !== null && (
          <span className="block break-words font-medium sm:hidden">
            {column}: {value === "" ? "empty" : value}
          </span>
        )}
        {message}
        {suggestion !== null && <span className="block text-muted-foreground">{suggestion}</span>}
      </Td>
    </tr>
  );
}
