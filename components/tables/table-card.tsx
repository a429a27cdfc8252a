import type { ReactNode } from "react";
import { tableCell } from "@/components/tables/table-cell";
import type { TableColumn } from "@/components/tables/table-types";
import { Button } from "@/components/ui/button";

interface TableCardProps<Row> {
  readonly row: Row;
  readonly name: string;
  readonly columns: readonly TableColumn<Row>[];
  /** In the corner: the checkbox that selects. */
  readonly corner?: ReactNode;
  /** In place of the lines. */
  readonly note?: ReactNode;
  readonly onOpen: ((row: Row) => void) | null;
}

/** A row of a table on a phone. */
export function TableCard<Row>({ row, name, columns, corner, note, onOpen }: TableCardProps<Row>) {
  const lines = columns.filter((column) => column.onPhone === undefined || column.onPhone === "line");
  const title = columns.find((column) => column.onPhone === "title");
  const cornerColumn = columns.find((column) => column.onPhone === "corner");
  return (
    <li className="rounded-lg border bg-card p-3">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0 font-medium">{title === undefined ? name : tableCell(title, row)}</div>
        {cornerColumn !== undefined && tableCell(cornerColumn, row)}
        {corner}
      </div>
      {note ?? (
        <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-1">
          {lines.map((column) => (
            <div key={column.id} className="flex min-w-0 flex-col">
              <dt className="text-muted-foreground text-xs">
                {column.header} {column.unit}
              </dt>
              <dd className="min-w-0">{tableCell(column, row)}</dd>
            </div>
          ))}
        </dl>
      )}
      {onOpen !== null && (
        <Button className="mt-3 w-full" onClick={() => onOpen(row)}>
          Open<span className="sr-only"> {name}</span>
        </Button>
      )}
    </li>
  );
}
