import { ArrowDown, ArrowUp } from "lucide-react";
import type { TableColumn, TableView } from "@/components/tables/table-types";
import { cn } from "@/lib/browser/class-names";

interface SortHeaderProps<Row> {
  readonly column: TableColumn<Row>;
  readonly sort: TableView["sort"];
  readonly onSort: (column: TableColumn<Row>) => void;
}

/** Head of a column: pressed, it sorts; it says which way. */
export function SortHeader<Row>({ column, sort, onSort }: SortHeaderProps<Row>) {
  const direction = sort?.id !== column.id ? undefined : sort.descending ? "descending" : "ascending";
  if (column.isSortable === false) return <PlainHeader header={column.header} />;
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={direction}
      className="border-b bg-card px-1 py-1 first:rounded-tl-lg last:rounded-tr-lg"
    >
      <button
        type="button"
        onClick={() => onSort(column)}
        className={cn(
          "group flex min-h-8 w-full items-center gap-1 whitespace-nowrap rounded-sm px-2 font-medium text-muted-foreground text-xs hover:text-foreground",
          column.numeric === true && "flex-row-reverse",
          direction !== undefined && "text-foreground",
        )}
      >
        <span>
          {column.header}
          {column.unit !== undefined && (
            <span className="font-normal text-muted-foreground"> {column.unit}</span>
          )}
        </span>
        <Arrow
          aria-hidden="true"
          className={cn(
            "size-3 shrink-0",
            direction === undefined && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
          )}
        />
      </button>
    </th>
  );
}

function PlainHeader({ header }: { readonly header: string }) {
  return (
    <th
      scope="col"
      className="whitespace-nowrap h-10 border-b bg-card px-3 text-left font-medium text-muted-foreground text-xs first:rounded-tl-lg last:rounded-tr-lg"
    >
      {header}
    </th>
  );
}
