/*
 * A workbook as the writer takes it: sheets of styled cells, each with at most one long table below them whose rows are
 * taken one by one while the file is being written.
 */

/** Colours are RRGGBB. */
export interface CellStyle {
  readonly numberFormat?: string;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly color?: string;
  readonly fill?: string;
  readonly sizePoints?: number;
  readonly align?: "left" | "right" | "center";
  /** Steps from the edge. */
  readonly indent?: number;
  readonly isTop?: boolean;
  readonly isWrapped?: boolean;
  /** Colour of a thin line below. */
  readonly lineBelow?: string;
}

export type CellValue = string | number | null;

export interface StyledCell {
  /** With a formula: what it gives, so that viewers that do not calculate show it; `null` is the empty text. */
  readonly value: CellValue;
  /** Without "=", in English, commas between arguments. */
  readonly formula?: string;
  readonly style?: CellStyle;
}

export type Cell = CellValue | StyledCell;

export interface SheetRow {
  readonly cells: readonly Cell[];
  readonly heightPoints?: number;
}

export interface TableColumn {
  readonly header: string;
  readonly headerStyle: CellStyle;
  readonly style?: CellStyle;
  /** Formula of the column, worded for the row given; `rows` then hold its results. */
  readonly formula?: (row: number) => string;
}

/** Rows of one shape below a header, with a filter. */
export interface SheetTable {
  readonly columns: readonly TableColumn[];
  readonly headerHeightPoints?: number;
  readonly rowCount: number;
  /** Values by column. Walked once, while writing. */
  readonly rows: Iterable<readonly CellValue[]>;
}

export interface SheetColumn {
  /** In characters of the default font. */
  readonly width: number;
  readonly isHidden?: boolean;
}

/** Cells whose formula is true are shown in another colour. */
export interface ConditionalFormat {
  readonly range: string;
  /** Worded for the first cell of the range. */
  readonly formula: string;
  readonly color: string;
  readonly isStruck?: boolean;
}

/** What may be typed into cells, and what is said when they are selected. */
export interface Validation {
  readonly range: string;
  readonly kind: "list" | "whole" | "decimal" | "any";
  /** A list: the range of its values. Numbers: the least and the greatest. */
  readonly formulas: readonly string[];
  /** "stop" refuses other values, "warning" asks, "none" allows them. */
  readonly refusal: "stop" | "warning" | "none";
  readonly error: string;
  readonly promptTitle: string;
  readonly prompt: string;
}

export interface ChartSeries {
  readonly name: string;
  /** "Summary!$B$5:$B$9". */
  readonly range: string;
  readonly values: readonly (number | null)[];
  readonly color: string;
}

/** Horizontal or upright bars, side by side. */
export interface BarChart {
  readonly title: string;
  /** For those who cannot see it. */
  readonly description: string;
  readonly isHorizontal: boolean;
  /** Bars of all series at one place, where at most one of them is not zero. */
  readonly isOverlaid?: boolean;
  readonly categories: { readonly range: string; readonly names: readonly string[] };
  readonly series: readonly ChartSeries[];
  readonly valueAxis: { readonly title: string; readonly numberFormat: string };
  /** Cells it spans, from 0; the end is not included. */
  readonly from: { readonly column: number; readonly row: number; readonly gapPixels?: number };
  readonly to: { readonly column: number; readonly row: number };
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  /** Below `rows`. */
  readonly table?: SheetTable;
  readonly frozen?: { readonly rows: number; readonly columns: number };
  readonly hasGrid?: boolean;
  readonly tabColor?: string;
  readonly isLandscape?: boolean;
  readonly conditionalFormats?: readonly ConditionalFormat[];
  readonly validations?: readonly Validation[];
  readonly charts?: readonly BarChart[];
}

export interface Workbook {
  readonly title: string;
  readonly description: string;
  readonly creator: string;
  /** Of the document's properties, ISO 8601 UTC. */
  readonly createdAt: string;
  readonly sheets: readonly Sheet[];
  /** Names of cells for formulas: `{ btc_price_usd: "Market!$B$5" }`. */
  readonly names: Readonly<Record<string, string>>;
}
