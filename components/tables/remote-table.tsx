"use client";

import { type ReactNode, useMemo, useRef } from "react";
import { RemoteCards } from "@/components/tables/remote-cards";
import { RemoteGrid } from "@/components/tables/remote-grid";
import { TableToolbar } from "@/components/tables/table-toolbar";
import type { TableColumn, TablePreset, TableView } from "@/components/tables/table-types";
import { useRowKeys } from "@/components/tables/use-row-keys";
import { useMediaQuery } from "@/lib/browser/use-media-query";

interface RemoteTableProps<Row> {
  /** What the table lists. Its name for screen readers. */
  readonly caption: string;
  /** Rows that the view leaves, and rows there are. */
  readonly count: number;
  readonly total: number;
  /** `undefined` while the row is on its way. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Asks for rows; must be stable. */
  readonly onWant: (from: number, to: number) => void;
  /** Rises when rows or their order have changed. */
  readonly version: number;
  readonly columns: readonly TableColumn<Row>[];
  readonly rowName: (row: Row) => string;
  /** Says in place of all columns but the first what is the matter with a row; `null` for rows that are well. */
  readonly rowNote?: (row: Row) => ReactNode;
  readonly view: TableView;
  readonly onViewChange: (view: TableView) => void;
  readonly presets: readonly [TablePreset, ...TablePreset[]];
  readonly filterPlaceholder: string;
  readonly empty: ReactNode;
  /** Enter on the row that the keyboard stands on. */
  readonly onOpen?: (row: Row) => void;
  /** Writes the rows and columns shown. */
  readonly onExport: (columns: readonly TableColumn<Row>[]) => void;
  readonly toolbar?: ReactNode;
}

/**
 * A table of any length whose rows live elsewhere (a worker, a server): whoever holds them filters and sorts by
 * `view`; here only the rows near the window are asked for and drawn.
 */
export function RemoteTable<Row extends object>(props: RemoteTableProps<Row>) {
  const { view, onViewChange, presets, columns, count, rowNote } = props;
  const filterInput = useRef<HTMLInputElement>(null);
  const isPhone = useMediaQuery("(max-width: 767px)");
  const preset = presets.find((one) => one.id === view.preset) ?? presets[0];
  const shown = useMemo(
    () => preset.columns.flatMap((id) => columns.find((column) => column.id === id) ?? []),
    [preset, columns],
  );
  const open = (index: number) => {
    const row = props.rowAt(index);
    if (row !== undefined) props.onOpen?.(row);
  };
  const activeIndex = useRowKeys({
    rowCount: count,
    onSelect: null,
    onOpen: props.onOpen === undefined ? null : open,
    onFilter: () => filterInput.current?.focus(),
  });

  function sortBy(column: TableColumn<Row>): void {
    const first = (column.firstSort ?? (column.numeric === true ? "desc" : "asc")) === "desc";
    const descending = view.sort?.id === column.id ? !view.sort.descending : first;
    onViewChange({ ...view, sort: { id: column.id, descending } });
  }

  const shared = {
    caption: props.caption,
    count,
    rowAt: props.rowAt,
    onWant: props.onWant,
    version: props.version,
    columns: shown,
    rowNote: rowNote ?? null,
  };
  return (
    <div className="min-w-0">
      <TableToolbar
        view={view}
        onViewChange={onViewChange}
        presets={presets}
        presetId={preset.id}
        columns={columns}
        isPhone={isPhone}
        filterInput={filterInput}
        filterPlaceholder={props.filterPlaceholder}
        count={count}
        total={props.total}
        onExport={() => props.onExport(shown)}
      >
        {props.toolbar}
      </TableToolbar>
      {count === 0 && props.empty}
      {count > 0 && isPhone && <RemoteCards {...shared} rowName={props.rowName} />}
      {count > 0 && !isPhone && (
        <RemoteGrid {...shared} sort={view.sort} onSort={sortBy} activeIndex={activeIndex} />
      )}
    </div>
  );
}
