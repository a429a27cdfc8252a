"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { SortHeader } from "@/components/tables/sort-header";
import { type TableBodyProps, tableCell } from "@/components/tables/table-cell";
import type { TableColumn, TableView } from "@/components/tables/table-types";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/lib/browser/class-names";

interface TableGridProps<Row> extends TableBodyProps<Row> {
  readonly sort: TableView["sort"];
  readonly onSort: (column: TableColumn<Row>) => void;
  /** The row that the keyboard stands on. */
  readonly activeIndex: number | null;
}

const rowHeightPx = 41;

/** The table of wide screens. Only rows near the window are in the page; the rest is held open by two empty rows. */
export function TableGrid<Row>(props: TableGridProps<Row>) {
  const { caption, rows, columns, rowKey, rowName, selection, onOpen, activeIndex } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [topPx, setTopPx] = useState(0);
  useLayoutEffect(() => setTopPx((body.current?.getBoundingClientRect().top ?? 0) + scrollY), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeightPx,
    overscan: 20,
    scrollMargin: topPx,
    getItemKey: (index) => index,
  });
  const items = virtual.getVirtualItems();
  const before = (items[0]?.start ?? topPx) - topPx;
  const after = virtual.getTotalSize() - ((items.at(-1)?.end ?? topPx) - topPx);
  const width = columns.length + (selection === null ? 0 : 1);

  useEffect(() => {
    if (activeIndex === null) return;
    virtual.scrollToIndex(activeIndex, { align: "auto" });
    body.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`)?.focus({ preventScroll: true });
  }, [activeIndex, virtual]);

  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      tabIndex={0}
      className="relative overflow-x-auto rounded-lg border bg-card lg:overflow-x-clip"
    >
      <table className="w-full border-collapse" aria-rowcount={rows.length + 1}>
        <caption className="sr-only">{caption}</caption>
        <thead className="lg:sticky lg:top-[var(--frame-top)] lg:z-10">
          <tr>
            {selection !== null && (
              <th scope="col" className="w-10 rounded-tl-lg border-b bg-card">
                <span className="sr-only">Selected</span>
              </th>
            )}
            {columns.map((column) => (
              <SortHeader key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {before > 0 && <Spacer heightPx={before} columns={width} />}
          {items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const key = rowKey(row);
            const isSelected = selection?.selected.includes(key) === true;
            return (
              <tr
                key={key}
                data-index={index}
                ref={virtual.measureElement}
                aria-rowindex={index + 2}
                tabIndex={-1}
                onClick={onOpen === null ? undefined : (event) => !onControl(event) && onOpen(row)}
                className={cn(
                  "group border-b last:border-b-0 hover:bg-muted focus:outline-none",
                  isSelected && "bg-muted",
                  onOpen !== null && "cursor-pointer",
                  activeIndex === index && "bg-hover shadow-[inset_2px_0_0_var(--ring)]",
                )}
              >
                {selection !== null && (
                  <td className="pl-3 align-middle leading-none">
                    <Checkbox
                      aria-label={`Select ${rowName(row)}`}
                      checked={isSelected}
                      disabled={!isSelected && selection.full}
                      onChange={() => selection.toggle(row)}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <td
                    key={column.id}
                    className={cn(
                      "h-10 px-3 py-1.5",
                      column.numeric === true && "whitespace-nowrap text-right",
                    )}
                  >
                    {tableCell(column, row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && <Spacer heightPx={after} columns={width} />}
        </tbody>
      </table>
    </section>
  );
}

function onControl(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest("a, button, input, [popover]") !== null;
}

function Spacer({ heightPx, columns }: { readonly heightPx: number; readonly columns: number }) {
  return (
    <tr>
      <td colSpan={columns} style={{ height: heightPx }} />
    </tr>
  );
}
