"use client";

import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type ReactNode, useMemo, useRef } from "react";
import { TableCards } from "@/components/tables/table-cards";
import { TableGrid } from "@/components/tables/table-grid";
import { TableToolbar } from "@/components/tables/table-toolbar";
import type { CellValue, TableColumn, TablePreset, TableView } from "@/components/tables/table-types";
import { useRowKeys } from "@/components/tables/use-row-keys";
import { compareCells, csvRows, filteredRows } from "@/components/tables/visible-rows";
import { downloadCsv } from "@/lib/browser/download";
import { useMediaQuery } from "@/lib/browser/use-media-query";
import { toCsv } from "@/lib/spreadsheet/writing/csv";

interface DataTableProps<Row> {
  /** What the table lists: "Mining machines". Its name for screen readers. */
  readonly caption: string;
  readonly rows: readonly Row[];
  /** A module constant or memoised. */
  readonly columns: readonly TableColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  /** Name of a row, for its checkbox and link: "Antminer S21". */
  readonly rowName: (row: Row) => string;
  readonly view: TableView;
  readonly onViewChange: (view: TableView) => void;
  readonly presets?: readonly TablePreset[];
  /** Keys of selected rows; without it rows cannot be selected. */
  readonly selected?: readonly string[];
  readonly onSelectedChange?: (selected: readonly string[]) => void;
  /** No more than so many at once (four to compare). */
  readonly maxSelected?: number;
  /** Enter, or a click on the row. */
  readonly onOpen?: (row: Row) => void;
  /** "Filter 82 machines" */
  readonly filterPlaceholder: string;
  /** Shown when the filter leaves nothing: why, and what to do. */
  readonly empty: ReactNode;
  /** Of the CSV, without ending. */
  readonly fileName: string;
  /** More controls beside the filter. */
  readonly toolbar?: ReactNode;
}

const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
});

/**
 * Rows to search, sort, select and carry away, by mouse and by keyboard; cards on a phone. All of what a person sets
 * comes in and goes out by `view`, so that it can live in the address.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const {
    caption,
    rows,
    columns,
    rowKey,
    rowName,
    view,
    onViewChange,
    presets = [],
    selected,
    onSelectedChange,
    maxSelected,
    onOpen,
  } = props;
  const filterInput = useRef<HTMLInputElement>(null);
  const isPhone = useMediaQuery("(max-width: 767px)");
  const preset = presets.find((one) => one.id === view.preset) ?? presets[0];
  const shownColumns = useMemo(() => pick(columns, preset?.columns), [columns, preset]);
  const data = useMemo(() => filteredRows(rows, columns, view.filter), [rows, columns, view.filter]);
  const definitions = useMemo(() => columns.map(definition<Row>), [columns]);
  const sorting = useMemo<SortingState>(
    () => (view.sort === null ? [] : [{ id: view.sort.id, desc: view.sort.descending }]),
    [view.sort],
  );
  const table = useTable({
    features,
    columns: definitions,
    data,
    state: { sorting },
    enableSortingRemoval: false,
    getRowId: rowKey,
  });
  const visible = table.getRowModel().rows.map((row) => row.original);

  function sortBy(column: TableColumn<Row>): void {
    const first = (column.firstSort ?? (column.numeric === true ? "desc" : "asc")) === "desc";
    const descending = view.sort?.id === column.id ? !view.sort.descending : first;
    onViewChange({ ...view, sort: { id: column.id, descending } });
  }

  function toggle(row: Row): void {
    if (selected === undefined || onSelectedChange === undefined) return;
    const key = rowKey(row);
    if (selected.includes(key)) onSelectedChange(selected.filter((other) => other !== key));
    else if (maxSelected === undefined || selected.length < maxSelected) onSelectedChange([...selected, key]);
  }

  const at = (act: (row: Row) => void) => (index: number) => {
    const row = visible[index];
    if (row !== undefined) act(row);
  };
  const activeIndex = useRowKeys({
    rowCount: visible.length,
    onSelect: selected === undefined ? null : at(toggle),
    onOpen: onOpen === undefined ? null : at(onOpen),
    onFilter: () => filterInput.current?.focus(),
  });
  const selection =
    selected === undefined
      ? null
      : { selected, toggle, full: maxSelected !== undefined && selected.length >= maxSelected };
  const shared = {
    caption,
    rows: visible,
    columns: shownColumns,
    rowKey,
    rowName,
    selection,
    onOpen: onOpen ?? null,
  };

  return (
    <div className="min-w-0">
      <TableToolbar
        view={view}
        onViewChange={onViewChange}
        presets={presets}
        presetId={preset?.id ?? ""}
        columns={columns}
        isPhone={isPhone}
        filterInput={filterInput}
        filterPlaceholder={props.filterPlaceholder}
        count={visible.length}
        total={rows.length}
        onExport={() => downloadCsv(toCsv(csvRows(visible, shownColumns)), `${props.fileName}.csv`)}
      >
        {props.toolbar}
      </TableToolbar>
      {visible.length === 0 && props.empty}
      {visible.length > 0 && isPhone && <TableCards {...shared} />}
      {visible.length > 0 && !isPhone && (
        <TableGrid {...shared} sort={view.sort} onSort={sortBy} activeIndex={activeIndex} />
      )}
    </div>
  );
}

function pick<Row>(
  columns: readonly TableColumn<Row>[],
  ids: readonly string[] | undefined,
): readonly TableColumn<Row>[] {
  if (ids === undefined) return columns;
  return ids.flatMap((id) => columns.find((column) => column.id === id) ?? []);
}

function definition<Row extends object>(column: TableColumn<Row>) {
  return {
    id: column.id,
    accessorFn: (row: Row): CellValue | undefined => column.value(row) ?? undefined,
    sortUndefined: "last" as const,
    sortFn: (
      a: { getValue: (id: string) => unknown },
      b: { getValue: (id: string) => unknown },
      id: string,
    ) => compareCells(cellValue(a.getValue(id)), cellValue(b.getValue(id))),
  };
}

function cellValue(value: unknown): CellValue {
  return typeof value === "number" || typeof value === "string" ? value : null;
}
