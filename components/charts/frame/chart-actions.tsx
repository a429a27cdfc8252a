"use client";

import { FileDown, ImageDown, Table2 } from "lucide-react";
import type { RefObject } from "react";
import type { ChartHead, ChartLegendItem, ChartTable } from "@/components/charts/chart-types";
import { sourceText } from "@/components/charts/frame/source-text";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";

interface ChartActionsProps {
  readonly head: ChartHead;
  readonly legend: readonly ChartLegendItem[] | undefined;
  readonly csvTable: () => ChartTable;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
  /** Where the drawing stands. */
  readonly plot: RefObject<HTMLDivElement | null>;
}

/** Table, CSV and PNG of a chart. What makes the files is loaded when somebody wants one. */
export function ChartActions({ head, legend, csvTable, isTable, onTable, plot }: ChartActionsProps) {
  const saveCsv = async () => {
    const [{ chartCsv, fileNameOf }, { downloadCsv }] = await Promise.all([
      import("@/components/charts/frame/chart-csv"),
      import("@/lib/browser/download"),
    ]);
    downloadCsv(chartCsv(csvTable()), `${head.fileName ?? fileNameOf(head.title)}.csv`);
  };
  const savePng = async () => {
    const svg = plot.current?.querySelector<SVGSVGElement>("svg.recharts-surface, svg[data-plot]") ?? null;
    if (svg === null) throw new Error("the drawing is not there yet");
    const [{ chartPicture }, { fileNameOf }, { downloadBlob }] = await Promise.all([
      import("@/components/charts/frame/picture"),
      import("@/components/charts/frame/chart-csv"),
      import("@/lib/browser/download"),
    ]);
    const { title, unit, description, source } = head;
    const picture = await chartPicture(svg, {
      title,
      unit: unit ?? "",
      description: description ?? "",
      legend: legend ?? [],
      source: source === null ? "" : sourceText(source),
    });
    downloadBlob(picture, `${head.fileName ?? fileNameOf(head.title)}.png`);
  };
  const look = { size: "sm", variant: "ghost" } as const;
  return (
    <div className="-my-1 -mr-2 ml-auto flex shrink-0 items-center" data-print="hide">
      <Button
        {...look}
        aria-pressed={isTable}
        aria-label={`Table of ${head.title}`}
        onClick={() => onTable(!isTable)}
      >
        <Table2 aria-hidden="true" />
        <span className="max-sm:sr-only">Table</span>
      </Button>
      <Button {...look} aria-label={`CSV of ${head.title}`} onClick={() => void attempt("The CSV", saveCsv)}>
        <FileDown aria-hidden="true" />
        <span className="max-sm:sr-only">CSV</span>
      </Button>
      <Button
        {...look}
        aria-label={`PNG of ${head.title}`}
        disabled={isTable}
        onClick={() => void attempt("The picture", savePng)}
      >
        <ImageDown aria-hidden="true" />
        <span className="max-sm:sr-only">PNG</span>
      </Button>
    </div>
  );
}

async function attempt(what: string, save: () => Promise<void>): Promise<void> {
  try {
    await save();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notify("error", `${what} could not be made`, {
      description: `Reason: ${reason}. Try again, or use the other format.`,
    });
  }
}
