"use client";

import { ArrowDown, ArrowUp, Download, Search } from "lucide-react";
import type { ReactNode, Ref } from "react";
import type { TableColumn, TablePreset, TableView } from "@/components/tables/table-types";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

interface TableToolbarProps<Row> {
  readonly view: TableView;
  readonly onViewChange: (view: TableView) => void;
  readonly presets: readonly TablePreset[];
  readonly presetId: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly isPhone: boolean;
  readonly filterInput: Ref<HTMLInputElement>;
  readonly filterPlaceholder: string;
  readonly count: number;
  readonly total: number;
  readonly onExport: () => void;
  readonly children: ReactNode;
}

/** Filter box, column presets, count and export; on a phone also the sorting, which has no headers to press there. */
export function TableToolbar<Row>(props: TableToolbarProps<Row>) {
  const { view, onViewChange, presets, presetId, columns, isPhone, count, total } = props;
  return (
    <div data-print="hide" className="mb-3 flex flex-wrap items-center gap-2">
      <span className="relative block w-full sm:w-72">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        />
        <Input
          ref={props.filterInput}
          type="search"
          aria-label={props.filterPlaceholder}
          placeholder={props.filterPlaceholder}
          value={view.filter}
          onChange={(event) => onViewChange({ ...view, filter: event.target.value })}
          className="pl-9"
        />
      </span>
      {props.children}
      {presets.length > 1 && !isPhone && (
        <NativeSelect
          aria-label="Columns"
          className="w-40"
          value={presetId}
          onChange={(event) => onViewChange({ ...view, preset: event.target.value })}
        >
          {presets.map((preset) => (
            <option key={preset.id} value={preset.id}>
              {preset.label}
            </option>
          ))}
        </NativeSelect>
      )}
      {isPhone && columns.some(({ isSortable }) => isSortable !== false) && (
        <SortControl view={view} onViewChange={onViewChange} columns={columns} />
      )}
      <p aria-live="polite" className="text-muted-foreground text-xs sm:ml-auto">
        {count === total ? "" : `${grouped(count)} of `}
        {grouped(total)} {total === 1 ? "row" : "rows"}
      </p>
      <Button
        variant="ghost"
        onClick={props.onExport}
        title="Exactly the rows and columns shown"
        className="max-sm:ml-auto"
      >
        <Download aria-hidden="true" />
        CSV
      </Button>
    </div>
  );
}

type SortControlProps<Row> = Pick<TableToolbarProps<Row>, "view" | "onViewChange" | "columns">;

function SortControl<Row>({ view, onViewChange, columns }: SortControlProps<Row>) {
  const { sort } = view;
  return (
    <span className="flex flex-1 items-center gap-1">
      <NativeSelect
        aria-label="Sort by"
        className="flex-1"
        value={sort?.id ?? ""}
        onChange={(event) =>
          onViewChange({ ...view, sort: { id: event.target.value, descending: sort?.descending ?? false } })
        }
      >
        {sort === null && <option value="">Sort by</option>}
        {columns
          .filter(({ isSortable }) => isSortable !== false)
          .map((column) => (
            <option key={column.id} value={column.id}>
              {column.unit === undefined || column.unit === ""
                ? column.header
                : `${column.header}, ${column.unit}`}
            </option>
          ))}
      </NativeSelect>
      {sort !== null && (
        <Button
          size="icon"
          aria-label={sort.descending ? "Largest first; turn around" : "Smallest first; turn around"}
          onClick={() => onViewChange({ ...view, sort: { ...sort, descending: !sort.descending } })}
        >
          {sort.descending ? <ArrowDown aria-hidden="true" /> : <ArrowUp aria-hidden="true" />}
        </Button>
      )}
    </span>
  );
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
