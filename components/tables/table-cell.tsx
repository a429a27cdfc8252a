import type { ReactNode } from "react";
import type { TableColumn } from "@/components/tables/table-types";

/** What a column shows of a row; missing values say so. */
export function tableCell<Row>(column: TableColumn<Row>, row: Row): ReactNode {
  if (column.cell !== undefined) return column.cell(row);
  const value = column.value(row);
  if (value === null) return <span className="text-muted-foreground italic">no data</span>;
  return typeof value === "number" ? value.toLocaleString("en-US") : value;
}

export interface RowSelection<Row> {
  readonly selected: readonly string[];
  readonly toggle: (row: Row) => void;
  /** As many are selected as may be. */
  readonly full: boolean;
}

/** What the wide and the narrow form of a table share. */
export interface TableBodyProps<Row> {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly columns: readonly TableColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  readonly selection: RowSelection<Row> | null;
  readonly onOpen: ((row: Row) => void) | null;
}
