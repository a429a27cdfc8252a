"use client";

import { useState } from "react";
import type { ChartColumn, ChartTable } from "@/components/charts/chart-types";
import { valueText } from "@/components/charts/scales/value-text";
import { Button } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";

const rowsPerStep = 100;

/** The figures of a chart as a table, the newest hundred rows first shown where there are more. */
export function TableView({ table, caption }: { readonly table: ChartTable; readonly caption: string }) {
  const [shown, setShown] = useState(rowsPerStep);
  const hiddenCount = Math.max(0, table.rows.length - shown);
  return (
    <div className="h-full overflow-y-auto rounded-md border print:h-auto">
      {hiddenCount > 0 && (
        <div className="flex flex-wrap items-center gap-2 border-b px-3 py-2 text-muted-foreground text-xs">
          The newest {shown} of {table.rows.length} rows; the CSV holds all.
          <Button size="sm" onClick={() => setShown(shown + rowsPerStep)}>
            Show {Math.min(rowsPerStep, hiddenCount)} more
          </Button>
        </div>
      )}
      <Table caption={caption}>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <Th key={column.label} numeric={column.format !== "text"}>
                {column.label}
                {column.unit !== "" && <span className="font-normal"> {column.unit}</span>}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(-shown).map((row) => (
            <tr key={String(row[0])}>
              {table.columns.map((column, index) => (
                <Td key={column.label} numeric={column.format !== "text"}>
                  {cellText(row[index] ?? null, column)}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function cellText(value: string | number | null, column: ChartColumn): string {
  if (typeof value === "string") return value;
  return column.format === "text" ? String(value ?? "") : valueText(value, column.format);
}
