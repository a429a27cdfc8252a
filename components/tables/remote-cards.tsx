"use client";

import { type ReactNode, useEffect, useState } from "react";
import { TableCard } from "@/components/tables/table-card";
import type { TableColumn } from "@/components/tables/table-types";
import { Button } from "@/components/ui/button";

interface RemoteCardsProps<Row> {
  readonly caption: string;
  readonly count: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly onWant: (from: number, to: number) => void;
  readonly version: number;
  readonly columns: readonly TableColumn<Row>[];
  readonly rowName: (row: Row) => string;
  readonly rowNote: ((row: Row) => ReactNode) | null;
}

const pageRows = 30;

/** The phone's form of a table whose rows are elsewhere. */
export function RemoteCards<Row>(props: RemoteCardsProps<Row>) {
  const { caption, count, rowAt, onWant, version, columns, rowName, rowNote } = props;
  const [wanted, setWanted] = useState(pageRows);
  const shown = Math.min(wanted, count);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of a new version have to be asked for again
  useEffect(() => onWant(0, shown), [shown, version, onWant]);
  return (
    <>
      <ul aria-label={caption} className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {Array.from({ length: shown }, (_, index) => {
          const row = rowAt(index);
          if (row === undefined) return null;
          return (
            <TableCard
              // biome-ignore lint/suspicious/noArrayIndexKey: a place in the list is what a card stands for
              key={index}
              row={row}
              name={rowName(row)}
              columns={columns}
              note={rowNote?.(row)}
              onOpen={null}
            />
          );
        })}
      </ul>
      {shown < count && (
        <Button className="mt-3 w-full" onClick={() => setWanted(wanted + pageRows)}>
          Show {Math.min(pageRows, count - shown)} more
        </Button>
      )}
    </>
  );
}
