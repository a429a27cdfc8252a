"use client";

import { useState } from "react";
import { type TableBodyProps, tableCell } from "@/components/tables/table-cell";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";

const pageRows = 30;

/** The table of phones: a card for each row. */
export function TableCards<Row>({
  caption,
  rows,
  columns,
  rowKey,
  rowName,
  selection,
  onOpen,
}: TableBodyProps<Row>) {
  const [shown, setShown] = useState(pageRows);
  const lines = columns.filter((column) => column.onPhone === undefined || column.onPhone === "line");
  const title = columns.find((column) => column.onPhone === "title");
  return (
    <>
      <ul aria-label={caption} className="grid gap-2">
        {rows.slice(0, shown).map((row) => {
          const key = rowKey(row);
          const isSelected = selection?.selected.includes(key) === true;
          return (
            <li key={key} className="rounded-lg border bg-card p-3">
              <div className="flex items-start justify-between gap-3">
                <div className="min-w-0 font-medium">
                  {title === undefined ? rowName(row) : tableCell(title, row)}
                </div>
                {selection !== null && (
                  <Checkbox
                    className="m-1"
                    aria-label={`Select ${rowName(row)}`}
                    checked={isSelected}
                    disabled={!isSelected && selection.full}
                    onChange={() => selection.toggle(row)}
                  />
                )}
              </div>
              <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-1">
                {lines.map((column) => (
                  <div key={column.id} className="flex min-w-0 flex-col">
                    <dt className="text-muted-foreground text-xs">
                      {column.header} {column.unit}
                    </dt>
                    <dd>{tableCell(column, row)}</dd>
                  </div>
                ))}
              </dl>
              {onOpen !== null && (
                <Button className="mt-3 w-full" onClick={() => onOpen(row)}>
                  Open<span className="sr-only"> {rowName(row)}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {shown < rows.length && (
        <Button className="mt-3 w-full" onClick={() => setShown(shown + pageRows)}>
          Show {Math.min(pageRows, rows.length - shown)} more
        </Button>
      )}
    </>
  );
}
