"use client";

import { type NumberName, numberSpec } from "@/components/calculator/fields";
import { typedScale } from "@/components/calculator/number-spec";
import type { Outcome } from "@/components/calculator/outcome";
import { describedDay } from "@/components/calculator/stale-words";
import { useNow } from "@/lib/browser/use-now";

/** As it was typed or would be: "0.06 USD/kWh", "2 %", "36 months". */
function inputText(name: NumberName, value: number): string {
  const { unit } = numberSpec(name);
  const typed = Number((value * typedScale(unit)).toPrecision(10));
  return `${typed.toLocaleString("en-US", { maximumFractionDigits: 8 })} ${unit}`.trim();
}

/** On paper only: every input with its source and age, in place of the form. */
export function PrintInputs({ outcome }: { readonly outcome: Outcome }) {
  const nowMs = useNow();
  const rows = outcome.used.filter(({ figure }) => figure.value !== null);
  return (
    <section className="hidden print:block">
      <p className="mb-2">
        {outcome.model?.name ?? "Own machine"}
        {nowMs !== null &&
          `, printed ${new Date(nowMs).toLocaleString("en-GB", { timeZone: "UTC", dateStyle: "medium", timeStyle: "short" })} UTC`}
      </p>
      <table className="w-full border-collapse text-xs">
        <caption className="sr-only">Inputs and their sources</caption>
        <tbody className="columns-2">
          {rows.map(({ name, figure }) => {
            return (
              <tr key={name} className="border-t">
                <th scope="row" className="py-0.5 text-left font-normal">
                  {numberSpec(name).label}
                </th>
                <td className="py-0.5 pl-3 text-right font-medium">{inputText(name, figure.value ?? 0)}</td>
                <td className="py-0.5 pl-3 text-muted-foreground">
                  {figure.source}
                  {figure.asOf !== null && `, ${describedDay(figure.asOf, figure.source)}`}
                  {figure.stale && " (stale)"}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
