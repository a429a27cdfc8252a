"use client";

import { X } from "lucide-react";
import { Fragment } from "react";
import type { CompareCell, CompareRow } from "@/components/catalogue/compare-rows";
import { bestOf } from "@/components/catalogue/compared";
import { StatusBadge } from "@/components/catalogue/status-badge";
import { Figure } from "@/components/shell/figure";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import { cn } from "@/lib/browser/class-names";
import { formatChange } from "@/lib/domain/format/format-percent";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

interface CompareTableProps {
  readonly models: readonly MinerModel[];
  readonly groups: readonly { readonly title: string; readonly rows: readonly CompareRow[] }[];
  readonly onRemove: (slug: string) => void;
}

/** Machines side by side; the best of a line is named and heavier, the others say how far away they are. */
export function CompareTable({ models, groups, onRemove }: CompareTableProps) {
  return (
    <Table
      caption="Machines side by side"
      className="table-fixed"
      style={{ minWidth: `${6 + models.length * 8.25}rem` }}
    >
      <colgroup>
        <col className="w-24 sm:w-36" />
        {models.map(({ slug }) => (
          <col key={slug} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <Th className="sticky left-0 z-10 bg-card">
            <span className="sr-only">Figure</span>
          </Th>
          {models.map((model) => (
            <Th key={model.slug} className="whitespace-normal align-top">
              <MachineHead model={model} onRemove={onRemove} />
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map(({ title, rows }) => (
          <Fragment key={title}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={models.length + 1}
                className="px-3 pt-5 pb-1.5 text-left font-semibold"
              >
                {title}
              </th>
            </tr>
            {rows.map((row) => (
              <CompareLine key={row.label} row={row} models={models} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}

function MachineHead({
  model,
  onRemove,
}: {
  readonly model: MinerModel;
  readonly onRemove: (slug: string) => void;
}) {
  return (
    <span className="flex flex-col items-start gap-2">
      <span className="flex w-full items-start justify-between gap-1">
        <span>
          <span className="block font-semibold text-foreground text-sm">{model.name}</span>
          <span className="font-normal">
            {model.maker} · {model.bin}
          </span>
        </span>
        <Button
          variant="ghost"
          size="sm"
          data-print="hide"
          aria-label={`Remove ${model.name} from the comparison`}
          onClick={() => onRemove(model.slug)}
        >
          <X aria-hidden="true" />
        </Button>
      </span>
      <StatusBadge model={model} />
      <ButtonLink
        size="sm"
        data-print="hide"
        href={`/calculator?m=${model.slug}`}
        aria-label={`Calculate with ${model.name}`}
      >
        Calculate with this
      </ButtonLink>
    </span>
  );
}

function CompareLine({ row, models }: { readonly row: CompareRow; readonly models: readonly MinerModel[] }) {
  const best = row.better === undefined ? [] : bestOf(row.values, row.better);
  const bestValue = row.values[best[0] ?? -1] ?? null;
  return (
    <tr>
      <Th scope="row" className="sticky left-0 bg-card align-top font-normal text-muted-foreground">
        {row.label}
      </Th>
      {row.cells.map((cell, index) => {
        const isBest = best.includes(index);
        return (
          <Td key={models[index]?.slug}>
            <span className="flex flex-wrap items-center gap-x-2">
              <span className={cn(isBest && "font-semibold")}>
                <CellContent cell={cell} row={row} name={models[index]?.name ?? ""} />
              </span>
              {isBest ? (
                <Badge tone="outline">best</Badge>
              ) : (
                <Distance value={row.values[index] ?? null} best={bestValue} />
              )}
            </span>
            {cell.kind === "text" && cell.detail !== undefined && (
              <span className="block text-muted-foreground text-xs">{cell.detail}</span>
            )}
          </Td>
        );
      })}
    </tr>
  );
}

function CellContent({
  cell,
  row,
  name,
}: {
  readonly cell: CompareCell;
  readonly row: CompareRow;
  readonly name: string;
}) {
  if (cell.kind === "text") return cell.text;
  return (
    <Figure
      figure={cell.figure}
      label={`${row.label}, ${name}`}
      showAge={false}
      formula={row.formula}
      {...(cell.tone === undefined ? {} : { tone: cell.tone })}
    />
  );
}

/** How far a value is from the best one; a ratio says nothing once a sign differs. */
function Distance({ value, best }: { readonly value: number | null; readonly best: number | null }) {
  if (value === null || best === null || best <= 0 || value <= 0) return null;
  return (
    <span className="whitespace-nowrap text-muted-foreground text-xs">
      {formatChange(value / best - 1, 0)}
    </span>
  );
}
