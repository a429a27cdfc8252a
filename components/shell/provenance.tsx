"use client";

import type { ReactNode } from "react";
import { AgeDot } from "@/components/shell/age-dot";
import { useNow } from "@/lib/browser/use-now";
import { formatAge } from "@/lib/domain/format/format-duration";
import { type Figure, figureAge } from "@/lib/domain/provenance/figure";

/** Ten minutes: about the pace of blocks, hence of everything on the market strip. */
export const freshMsMaxDefault = 600_000;

interface ProvenanceProps {
  readonly figure: Figure;
  readonly label?: string | undefined;
  /** The number in full, where the screen shows it shortened. */
  readonly full?: string | undefined;
  readonly formula?: string | undefined;
  readonly freshMsMax?: number | undefined;
}

/** What stands behind a figure: source, moment, formula, remark. Content of the box that `Figure` opens. */
export function Provenance({
  figure,
  label,
  full,
  formula,
  freshMsMax = freshMsMaxDefault,
}: ProvenanceProps) {
  const nowMs = useNow() ?? 0;
  const age = figureAge(figure, nowMs, freshMsMax);
  return (
    <span className="block w-72 max-w-full">
      {label !== undefined && <span className="mb-2 block font-semibold">{label}</span>}
      {figure.value === null && (
        <span className="mb-2 block text-muted-foreground">No data: {figure.note ?? "no reason given"}</span>
      )}
      <span className="grid grid-cols-[5rem_1fr] gap-x-3 gap-y-1.5">
        {full !== undefined && figure.value !== null && <Row name="Exactly">{full}</Row>}
        {figure.source !== null && <Row name="Source">{figure.source}</Row>}
        {figure.asOf !== null && (
          <Row name="As of">
            <span className="inline-flex items-baseline gap-1.5">
              <AgeDot age={age} className="self-center" />
              {formatAge(figure.asOf, nowMs)}
            </span>
            <span className="block text-muted-foreground text-xs">
              {new Date(figure.asOf).toLocaleString()}
            </span>
          </Row>
        )}
        {figure.stale && <Row name="State">Last known value; the source could not be asked again.</Row>}
        {formula !== undefined && (
          <Row name="Formula">
            <code className="break-words font-mono text-xs">{formula}</code>
          </Row>
        )}
        {figure.value !== null && figure.note !== undefined && <Row name="Note">{figure.note}</Row>}
      </span>
    </span>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <span className="text-muted-foreground">{name}</span>
      <span className="min-w-0">{children}</span>
    </>
  );
}
