"use client";

import type { UsedInput } from "@/components/calculator/resolve-inputs";
import { Figure } from "@/components/shell/figure";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import type { Figure as FigureData } from "@/lib/domain/provenance/figure";

type BasisName = "btcPriceUsd" | "difficulty" | "subsidyBtc" | "feesBtcPerBlock";

const shown: readonly (readonly [BasisName, string])[] = [
  ["btcPriceUsd", "Bitcoin price"],
  ["difficulty", "Difficulty"],
  ["subsidyBtc", "Block subsidy"],
  ["feesBtcPerBlock", "Transaction fees"],
];

/** The market figures the answer rests on; `null` while they load. */
export function Basis({ used }: { readonly used: readonly UsedInput[] | null }) {
  const figures = new Map(used?.map(({ name, figure }) => [name, figure]));
  return <BasisList figureOf={(name) => figures.get(name)} />;
}

/** The market figures an answer rests on, each with age and source behind it; `undefined` while one loads. */
export function BasisList({ figureOf }: { readonly figureOf: (name: BasisName) => FigureData | undefined }) {
  return (
    <dl className="mt-auto text-[0.8125rem]">
      {shown.map(([name, label]) => (
        <div key={name} className="flex min-h-7 items-center justify-between gap-3 border-t">
          <dt className="text-muted-foreground">{label}</dt>
          <dd>
            <BasisValue name={name} label={label} figure={figureOf(name)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function BasisValue({
  name,
  label,
  figure,
}: {
  readonly name: BasisName;
  readonly label: string;
  readonly figure: FigureData | undefined;
}) {
  if (figure === undefined) return <Skeleton className="h-5 w-20" />;
  if (name === "feesBtcPerBlock" && figure.value === null)
    return <span className="text-muted-foreground">not included</span>;
  return (
    <span className="inline-flex items-center gap-2">
      {figure.source === "your value" && <Badge tone="warn">your value</Badge>}
      <Figure figure={figure} label={label} align="end" showAge={figure.source !== "your value"} />
    </span>
  );
}
