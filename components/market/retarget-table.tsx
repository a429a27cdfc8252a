"use client";

import { EmptyState } from "@/components/shell/empty-state";
import { DataTable } from "@/components/tables/data-table";
import type { TableColumn, TableView } from "@/components/tables/table-types";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/browser/class-names";
import { formatDifficulty } from "@/lib/domain/format/format-difficulty";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatChange } from "@/lib/domain/format/format-percent";
import type { Retarget } from "@/lib/modules/market/schema";

interface RetargetTableProps {
  /** `null` while they load. */
  readonly retargets: readonly Retarget[] | null;
  readonly view: TableView;
  readonly onViewChange: (view: TableView) => void;
}

const columns: readonly TableColumn<Retarget>[] = [
  {
    id: "height",
    header: "Block",
    numeric: true,
    value: ({ height }) => height,
    cell: ({ height }) => formatNumber(height, 0),
    onPhone: "title",
  },
  { id: "day", header: "Day", unit: "UTC", firstSort: "desc", value: ({ dayUtc }) => dayUtc },
  {
    id: "difficulty",
    header: "Difficulty",
    numeric: true,
    value: ({ difficulty }) => difficulty,
    cell: ({ difficulty }) => <span title={formatNumber(difficulty, 2)}>{formatDifficulty(difficulty)}</span>,
  },
  {
    id: "change",
    header: "Change",
    unit: "%",
    numeric: true,
    value: ({ changeRatio }) => (changeRatio === null ? null : changeRatio * 100),
    cell: ({ changeRatio }) => <SignedChange ratio={changeRatio} />,
  },
  { id: "dateSource", header: "How the day is known", value: ({ dateSource }) => dateSource },
];

/** Every known retarget, newest first. */
export function RetargetTable({ retargets, view, onViewChange }: RetargetTableProps) {
  return (
    <section aria-labelledby="retargets" className="mt-8">
      <h2 id="retargets" className="mb-3 font-semibold text-base">
        Retargets
      </h2>
      {retargets === null ? (
        <Skeleton className="h-96 rounded-lg" />
      ) : (
        <DataTable
          caption="Difficulty retargets"
          rows={retargets}
          columns={columns}
          rowKey={({ height }) => String(height)}
          rowName={({ height }) => `Block ${formatNumber(height, 0)}`}
          view={view}
          onViewChange={onViewChange}
          filterPlaceholder="Filter: 2025, first seen"
          fileName="difficulty-retargets"
          empty={
            <EmptyState
              title="No retarget is like that"
              action={
                <Button onClick={() => onViewChange({ ...view, filter: "" })}>
                  Show all {retargets.length}
                </Button>
              }
            >
              Filter by a year, a block height, or how the day is known.
            </EmptyState>
          }
        />
      )}
    </section>
  );
}

function SignedChange({ ratio }: { readonly ratio: number | null }) {
  if (ratio === null) return <span className="text-muted-foreground italic">no data</span>;
  return <span className={cn(ratio < 0 && "text-muted-foreground")}>{formatChange(ratio)}</span>;
}
