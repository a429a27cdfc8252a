"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useId, useState } from "react";
import type { ChartHead, ChartLegendItem, ChartTable } from "@/components/charts/chart-types";
import { ChartActions } from "@/components/charts/frame/chart-actions";
import { Legend } from "@/components/charts/frame/legend";
import { PlotBoundary } from "@/components/charts/frame/plot-boundary";
import { PlotSkeleton } from "@/components/charts/frame/plot-skeleton";
import { sourceText } from "@/components/charts/frame/source-text";
import { usePlotWidth } from "@/components/charts/frame/use-plot-width";
import { cn } from "@/lib/browser/class-names";

const TableView = dynamic(
  () => import("@/components/charts/frame/table-view").then((module) => module.TableView),
  {
    ssr: false,
    loading: PlotSkeleton,
  },
);

export interface ChartFrameProps {
  readonly head: ChartHead;
  /** The figures as shown now; asked only when somebody wants them. */
  readonly table: () => ChartTable;
  /** For the CSV, where another shape than that of the table on the screen is of more use. */
  readonly csvTable?: (() => ChartTable) | undefined;
  readonly legend?: readonly ChartLegendItem[] | undefined;
  readonly hidden?: ReadonlySet<string> | undefined;
  readonly onToggle?: ((key: string) => void) | undefined;
  /** Beside the legend: choice of range and the like. */
  readonly tools?: ReactNode;
  /** px. */
  readonly height: number;
  /** Fetches the code of the drawing. */
  readonly load: () => Promise<unknown>;
  /** The drawing for a width in px; asked when it comes near the screen. */
  readonly children: (width: number) => ReactNode;
}

/** Title, legend, drawing of fixed height, source; the same figures as table, CSV and picture. */
export function ChartFrame({
  head,
  table,
  csvTable = table,
  legend,
  hidden,
  onToggle,
  tools,
  height,
  load,
  children,
}: ChartFrameProps) {
  const titleId = useId();
  const [isTable, setIsTable] = useState(false);
  const { ref, width } = usePlotWidth(load);
  const Heading = `h${head.level ?? 3}` as const;
  const hasLegend = legend !== undefined && legend.length > 0;
  return (
    <figure
      aria-labelledby={titleId}
      className={cn(
        "flex min-w-0 flex-col",
        head.surface !== "plain" && "rounded-lg border bg-card p-4 shadow-card sm:p-5",
        head.className,
      )}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <Heading id={titleId} className="min-w-0 font-semibold">
          {head.title}
          {head.unit !== undefined && (
            <span className="ml-1.5 font-normal text-muted-foreground text-xs">{head.unit}</span>
          )}
        </Heading>
        <ChartActions
          head={head}
          legend={legend?.filter((item) => hidden?.has(item.key) !== true)}
          csvTable={csvTable}
          isTable={isTable}
          onTable={setIsTable}
          plot={ref}
        />
      </div>
      {head.description !== undefined && (
        <p className="mt-0.5 max-w-prose text-muted-foreground">{head.description}</p>
      )}
      {(hasLegend || tools !== undefined) && (
        <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          {hasLegend ? <Legend items={legend} hidden={hidden} onToggle={onToggle} /> : <span />}
          {!isTable && tools}
        </div>
      )}
      <div
        ref={ref}
        style={{ height }}
        className="mt-3 min-w-0 [&_.recharts-wrapper_g]:outline-none coarse:[&_svg]:outline-none print:h-auto! print:[&_.recharts-wrapper]:h-auto! print:[&_.recharts-wrapper]:w-full! print:[&_svg]:h-auto! print:[&_svg]:w-full!"
      >
        {isTable ? (
          <TableView table={table()} caption={head.title} />
        ) : (
          <PlotBoundary>{width === null ? <PlotSkeleton /> : children(width)}</PlotBoundary>
        )}
      </div>
      {head.source !== null && (
        <figcaption className="mt-2 text-muted-foreground text-xs">{sourceText(head.source)}</figcaption>
      )}
    </figure>
  );
}
