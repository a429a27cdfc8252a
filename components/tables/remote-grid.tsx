"use client";

import { memo, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { SortHeader } from "@/components/tables/sort-header";
import { tableCell } from "@/components/tables/table-cell";
import type { TableColumn, TableView } from "@/components/tables/table-types";
import { useUniformRows } from "@/components/tables/use-uniform-rows";
import { cn } from "@/lib/browser/class-names";

interface RemoteGridProps<Row> {
  readonly caption: string;
  readonly count: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly onWant: (from: number, to: number) => void;
  /** Rises when rows may have changed. */
  readonly version: number;
  readonly columns: readonly TableColumn<Row>[];
  readonly rowNote: ((row: Row) => ReactNode) | null;
  readonly sort: TableView["sort"];
  readonly onSort: (column: TableColumn<Row>) => void;
  readonly activeIndex: number | null;
}

const rowHeightPx = 41;
const columnRem = 8;

/** The wide form of a table whose rows are elsewhere: it asks for those near the window and draws them alone. */
export function RemoteGrid<Row>(props: RemoteGridProps<Row>) {
  const { caption, count, rowAt, onWant, version, columns, activeIndex } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const { range, scrollTo } = useUniformRows(body, count, rowHeightPx);
  const to = Math.min(range.to, count);
  const from = Math.min(range.from, to);

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of a new version have to be asked for again
  useEffect(() => onWant(from, to), [from, to, version, onWant]);
  useEffect(() => {
    if (activeIndex === null) return;
    scrollTo(activeIndex);
    body.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`)?.focus({ preventScroll: true });
  }, [activeIndex, scrollTo]);

  const indexes = Array.from({ length: to - from }, (_, place) => from + place);
  const frame = useRef<HTMLElement>(null);
  const minWidthRem = columns.reduce((sum, { widthRem = columnRem }) => sum + widthRem, 0);
  // A head that sticks to the page cannot stand in a box that scrolls.
  const fits = useFits(frame, minWidthRem);
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      tabIndex={0}
      ref={frame}
      className={cn("relative rounded-lg border bg-card", fits ? "overflow-x-clip" : "overflow-x-auto")}
    >
      <table
        className="w-full table-fixed border-collapse"
        style={{ minWidth: `${minWidthRem}rem` }}
        aria-rowcount={count + 1}
      >
        <caption className="sr-only">{caption}</caption>
        <colgroup>
          {columns.map(({ id, widthRem = columnRem }) => (
            <col key={id} style={{ width: `${widthRem}rem` }} />
          ))}
        </colgroup>
        <thead className={fits ? "sticky top-[var(--frame-top)] z-10" : undefined}>
          <tr>
            {columns.map((column) => (
              <SortHeader key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {from > 0 && <Spacer rows={from} columns={columns.length} />}
          {indexes.map((index) => (
            <GridRow
              key={index}
              index={index}
              row={rowAt(index)}
              columns={columns}
              rowNote={props.rowNote}
              isActive={activeIndex === index}
            />
          ))}
          {to < count && <Spacer rows={count - to} columns={columns.length} />}
        </tbody>
      </table>
    </section>
  );
}

/** Whether columns of a width in rem have room without scrolling. */
function useFits(frame: RefObject<HTMLElement | null>, widthRem: number): boolean {
  const [roomPx, setRoomPx] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setRoomPx(element.clientWidth));
    observer.observe(element);
    setRoomPx(element.clientWidth);
    return () => observer.disconnect();
  }, [frame]);
  return widthRem * 16 <= roomPx;
}

interface GridRowProps<Row> {
  readonly index: number;
  /** `undefined` while it is on its way. */
  readonly row: Row | undefined;
  readonly columns: readonly TableColumn<Row>[];
  readonly rowNote: ((row: Row) => ReactNode) | null;
  readonly isActive: boolean;
}

function PlainRow<Row>({ index, row, columns, rowNote, isActive }: GridRowProps<Row>) {
  const note = row === undefined ? null : (rowNote?.(row) ?? null);
  const shown = note === null ? columns : columns.slice(0, 1);
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={-1}
      style={{ height: rowHeightPx }}
      className={cn(
        "border-b last:border-b-0 hover:bg-muted focus:outline-none",
        isActive && "bg-hover shadow-[inset_2px_0_0_var(--ring)]",
      )}
    >
      {shown.map((column) => (
        <td key={column.id} className={cn("truncate px-3", column.numeric === true && "text-right")}>
          {row === undefined ? "" : tableCell(column, row)}
        </td>
      ))}
      {note !== null && (
        <td colSpan={columns.length - 1} className="truncate px-3">
          {note}
        </td>
      )}
    </tr>
  );
}

// Scrolling and rows that arrive must not draw again what stays.
const GridRow = memo(PlainRow) as typeof PlainRow;

function Spacer({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  return (
    <tr>
      <td colSpan={columns} style={{ height: rows * rowHeightPx }} />
    </tr>
  );
}
