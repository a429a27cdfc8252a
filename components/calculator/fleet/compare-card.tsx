"use client";

import { memo, useMemo } from "react";
import { type CompareCell, compareRows } from "@/components/calculator/fleet/compare-rows";
import type { ScenarioOutcome } from "@/components/calculator/fleet/use-fleet";
import { ScrollTable } from "@/components/calculator/scroll-table";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/browser/class-names";

/** Scenarios side by side, each difference taken from the first; on a phone one card a scenario. */
export const CompareCard = memo(function CompareCard({ all }: { readonly all: readonly ScenarioOutcome[] }) {
  const rows = useMemo(() => compareRows(all.map(({ outcome }) => outcome)), [all]);
  const names = all.map(({ scenario }, index) => scenario.name || `Scenario ${index + 1}`);
  const [first] = names;
  return (
    <Card className="min-w-0">
      <CardHeader title="Scenarios side by side" description={`Differences are from “${first}”.`} />
      <div className="px-4 pt-2 pb-3 max-sm:hidden sm:px-5">
        <ScrollTable
          caption="Scenarios side by side"
          first="Figure"
          heads={names}
          rows={rows.map(({ label, cells }) => ({
            key: label,
            label,
            cells: cells.map((cell, index) => <Cell key={all[index]?.scenario.id} cell={cell} />),
          }))}
        />
      </div>
      <ul className="grid gap-3 p-4 sm:hidden">
        {all.map(({ scenario }, index) => (
          <li key={scenario.id} className="rounded-md border p-3">
            <h3 className="font-medium">{names[index]}</h3>
            <dl className="mt-1">
              {rows.map(({ label, cells }) => (
                <div
                  key={label}
                  className="flex items-baseline justify-between gap-3 border-t py-1.5 first:border-t-0"
                >
                  <dt className="text-muted-foreground">{label}</dt>
                  <dd className="text-right">{cells[index] !== undefined && <Cell cell={cells[index]} />}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </Card>
  );
});

function Cell({ cell }: { readonly cell: CompareCell }) {
  return (
    <>
      <span className="font-medium">{cell.text}</span>
      {cell.difference !== "" && (
        <span
          className={cn(
            "block text-xs",
            cell.tone === "gain" ? "text-gain" : cell.tone === "loss" ? "text-loss" : "text-muted-foreground",
          )}
        >
          {cell.difference}
        </span>
      )}
    </>
  );
}
