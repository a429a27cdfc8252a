import type { ReactNode } from "react";

interface ScrollTableProps {
  /** What the table shows; said by screen readers. */
  readonly caption: string;
  /** Heading of the first column. */
  readonly first: ReactNode;
  /** Headings of the columns of figures. */
  readonly heads: readonly string[];
  readonly rows: readonly ScrollTableRow[];
}

export interface ScrollTableRow {
  readonly key: string;
  readonly label: ReactNode;
  readonly cells: readonly ReactNode[];
  readonly isStrong?: boolean;
}

/** A small table of figures whose digits stand in columns; on a narrow screen it scrolls by itself. */
export function ScrollTable({ caption, first, heads, rows }: ScrollTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
    <section aria-label={caption} tabIndex={0} className="relative min-w-0 overflow-x-auto">
      <table className="w-full border-collapse text-[0.8125rem] sm:text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-muted-foreground text-xs">
            <th scope="col" className="h-7 text-left font-medium">
              {first}
            </th>
            {heads.map((head) => (
              <th key={head} scope="col" className="pl-2.5 text-right font-medium sm:pl-4">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, cells, isStrong = false }) => (
            <tr key={key} className={isStrong ? "border-t font-semibold" : "border-t"}>
              <th
                scope="row"
                className={
                  isStrong ? "py-1.5 text-left" : "py-1.5 text-left font-normal text-muted-foreground"
                }
              >
                {label}
              </th>
              {cells.map((cell, index) => (
                <td key={heads[index]} className="whitespace-nowrap py-1.5 pl-2.5 text-right sm:pl-4">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
