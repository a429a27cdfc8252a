"use client";

import { useMemo } from "react";
import { type Moved, type MovedRow, movedBetween } from "@/components/calculator/attribution/moved-rows";
import { FormulaNote } from "@/components/calculator/formula-note";
import type { Outcome } from "@/components/calculator/outcome";
import { SignedUsd, signedUsdText } from "@/components/calculator/signed-usd";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { AttributionAnswer } from "@/lib/domain/attribution/attribute-change";

interface MovedCardProps {
  readonly held: Outcome;
  readonly outcome: Outcome;
  readonly onHold: () => void;
  readonly onRelease: () => void;
}

const centsPerUsd = 100;
const formula =
  "each input's effect averaged over every order in which the changes could have been made (Shapley); changes that act on each other share their joint effect, and the lines add up to the cent";

/** The difference between the held result and the one shown, split among the inputs that changed. */
export function MovedCard({ held, outcome, onHold, onRelease }: MovedCardProps) {
  const moved = useMemo(() => movedBetween(held, outcome), [held, outcome]);
  return (
    <Card className="min-w-0">
      <CardHeader
        title={
          <span className="inline-flex items-center gap-1">
            What moved the result <FormulaNote of="the split" formula={formula} />
          </span>
        }
        description={sentence(moved)}
        actions={
          <span data-print="hide" className="flex flex-wrap gap-1">
            <Button variant="ghost" onClick={onHold}>
              Hold this one instead
            </Button>
            <Button variant="ghost" onClick={onRelease}>
              Stop comparing
            </Button>
          </span>
        }
      />
      <div className="px-4 pt-2 pb-4 sm:px-5">
        {moved.rows.length > 0 && <MovedTable moved={moved} />}
        {moved.without.length > 0 && (
          <p className="mt-2 text-muted-foreground text-xs">
            Changed without moving either figure: {moved.without.join(", ")}.
          </p>
        )}
      </div>
    </Card>
  );
}

function sentence({ daily, rows, without }: Moved): string {
  if (daily.kind === "unknown") return `Profit per day cannot be compared: ${daily.reason}.`;
  const { beforeCents, afterCents, differenceCents } = daily.attribution;
  const held = signedUsdText(beforeCents / centsPerUsd);
  if (rows.length === 0 && without.length === 0)
    return `${held} a day is held. Change inputs to see what each of them does.`;
  const now = signedUsdText(afterCents / centsPerUsd);
  return `Held ${held} a day, now ${now}: ${signedUsdText(differenceCents / centsPerUsd)}.`;
}

function MovedTable({ moved }: { readonly moved: Moved }) {
  const { rows, daily, npv } = moved;
  const widest = Math.max(...rows.map(({ dailyCents }) => Math.abs(dailyCents ?? 0)), 1);
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">
        Contribution of each changed input to profit per day and present value
      </caption>
      <thead>
        <tr className="text-muted-foreground text-xs">
          <th scope="col" className="h-7 text-left font-medium">
            Input
          </th>
          <td className="w-1/4 max-sm:hidden" />
          <th scope="col" className="pl-3 text-right font-medium">
            Profit per day
          </th>
          <th scope="col" className="pl-3 text-right font-medium">
            Present value
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <MovedLine key={row.key} row={row} widest={widest} />
        ))}
        <tr className="border-t font-semibold">
          <th scope="row" className="py-1.5 text-left">
            Together
          </th>
          <td className="max-sm:hidden" />
          <td className="pl-3 text-right">
            <Total answer={daily} decimals={2} />
          </td>
          <td className="pl-3 text-right">
            <Total answer={npv} decimals={2} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function MovedLine({ row, widest }: { readonly row: MovedRow; readonly widest: number }) {
  return (
    <tr className="border-t align-top">
      <th scope="row" className="py-1.5 text-left font-normal">
        {row.label}
        {row.changes.map((change) => (
          <span key={change} className="block text-muted-foreground text-xs">
            {change}
          </span>
        ))}
      </th>
      <td className="py-2.5 max-sm:hidden">
        <Bar cents={row.dailyCents ?? 0} widest={widest} />
      </td>
      <td className="py-1.5 pl-3 text-right">
        <SignedUsd value={usdOf(row.dailyCents)} />
      </td>
      <td className="py-1.5 pl-3 text-right">
        <SignedUsd value={usdOf(row.npvCents)} />
      </td>
    </tr>
  );
}

/** Left of the middle for a loss, right for a gain. */
function Bar({ cents, widest }: { readonly cents: number; readonly widest: number }) {
  const width = `${(50 * Math.abs(cents)) / widest}%`;
  return (
    <span aria-hidden="true" className="relative block h-2.5 border-border border-x bg-muted/40">
      <span
        className={cents < 0 ? "absolute inset-y-0 right-1/2 bg-loss" : "absolute inset-y-0 left-1/2 bg-gain"}
        style={{ width }}
      />
    </span>
  );
}

function Total({ answer, decimals }: { readonly answer: AttributionAnswer; readonly decimals: number }) {
  if (answer.kind === "unknown")
    return <span className="font-normal text-muted-foreground text-xs">{answer.reason}</span>;
  return <SignedUsd value={answer.attribution.differenceCents / centsPerUsd} decimals={decimals} />;
}

function usdOf(cents: number | null): number | null {
  return cents === null ? null : cents / centsPerUsd;
}
