"use client";

import { useState } from "react";
import { TableCard } from "@/components/tables/table-card";
import type { TableBodyProps } from "@/components/tables/table-cell";
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
  return (
    <>
      <ul aria-label={caption} className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {rows.slice(0, shown).map((row) => {
          const key = rowKey(row);
          const isSelected = selection?.selected.includes(key) === true;
          return (
            <TableCard
              key={key}
              row={row}
              name={rowName(row)}
              columns={columns}
              onOpen={onOpen}
              corner={
                selection !== null && (
                  <Checkbox
                    className="m-1"
                    aria-label={`Select ${rowName(row)}`}
                    checked={isSelected}
                    disabled={!isSelected && selection.full}
                    onChange={() => selection.toggle(row)}
                  />
                )
              }
            />
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
