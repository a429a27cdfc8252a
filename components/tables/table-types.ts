import type { ReactNode } from "react";

export type CellValue = string | number | null;

export interface TableColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** Lighter behind the header and in brackets in the CSV. */
  readonly unit?: string;
  /** What is sorted, searched and exported; `null` is "no data" and sorts last. */
  readonly value: (row: Row) => CellValue;
  /** What is shown; the value itself if not given. */
  readonly cell?: (row: Row) => ReactNode;
  /** Right-aligned digits; first sort is largest first unless `firstSort` says otherwise. */
  readonly numeric?: boolean;
  readonly firstSort?: "asc" | "desc";
  /** False for columns that whoever holds the rows cannot sort by. */
  readonly isSortable?: boolean;
  /** On a phone: the title of the card, what stands beside it, a line, or left out. A line if not given. */
  readonly onPhone?: "title" | "corner" | "line" | "hidden";
  /** Where rows come in windows widths cannot follow from all cells; 8 if not given. */
  readonly widthRem?: number;
}

/** A named choice of columns: "Efficiency", "Prices", "All". */
export interface TablePreset {
  readonly id: string;
  readonly label: string;
  /** Column ids, in order. */
  readonly columns: readonly string[];
}

/** What a person has set on a table; belongs in the address (`tableViewCodec`). */
export interface TableView {
  readonly filter: string;
  readonly sort: { readonly id: string; readonly descending: boolean } | null;
  /** Id of a preset; "" is the first. */
  readonly preset: string;
}
