"use client";

import type { ReactNode } from "react";
import { Figure } from "@/components/shell/figure";
import { Card } from "@/components/ui/card";
import type { Figure as FigureData } from "@/lib/domain/provenance/figure";

interface FigureCardProps {
  readonly title: string;
  readonly headline: FigureData;
  readonly headlineLabel: string;
  readonly formula?: string;
  readonly freshMsMax?: number;
  /** One line below the headline. */
  readonly caption: ReactNode;
  /** `FigureRow`s and `TextRow`s. */
  readonly children: ReactNode;
  /** Small print under the rows. */
  readonly foot?: ReactNode;
}

/** One subject: its key figure, and the figures that belong to it. */
export function FigureCard({
  title,
  headline,
  headlineLabel,
  formula,
  freshMsMax,
  caption,
  children,
  foot,
}: FigureCardProps) {
  return (
    <Card className="flex flex-col p-4 sm:p-5">
      <h2 className="font-medium text-muted-foreground">{title}</h2>
      <div className="mt-1 flex min-h-9 items-baseline">
        <Figure
          figure={headline}
          label={headlineLabel}
          size="lg"
          formula={formula}
          {...(freshMsMax === undefined ? {} : { freshMsMax })}
        />
      </div>
      {headline.value === null ? (
        <MissingReason figure={headline} />
      ) : (
        <p className="min-h-4 truncate text-muted-foreground text-xs">{caption}</p>
      )}
      <dl className="mt-3 border-t">{children}</dl>
      {foot !== undefined && <div className="mt-auto pt-3 text-muted-foreground text-xs">{foot}</div>}
    </Card>
  );
}

interface FigureRowProps {
  readonly label: string;
  readonly figure: FigureData;
  readonly formula?: string;
  readonly freshMsMax?: number;
  /** Under the figure: "+0.10 % from the price". */
  readonly detail?: ReactNode | undefined;
}

/** A figure on one line; when it is missing, the reason stands below it. */
export function FigureRow({ label, figure, formula, freshMsMax, detail }: FigureRowProps) {
  return (
    <div className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 border-b py-1.5 last:border-b-0">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="text-right">
        <Figure
          figure={figure}
          label={label}
          align="end"
          formula={formula}
          {...(freshMsMax === undefined ? {} : { freshMsMax })}
        />
      </dd>
      {detail !== undefined && figure.value !== null && (
        <dd className="col-span-2 text-right text-muted-foreground text-xs">{detail}</dd>
      )}
      {figure.value === null && (
        <dd className="col-span-2">
          <MissingReason figure={figure} />
        </dd>
      )}
    </div>
  );
}

/** A line whose value is words, such as a date. */
export function TextRow({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-3 border-b py-1.5 last:border-b-0">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  );
}

function MissingReason({ figure }: { readonly figure: FigureData }) {
  if (figure.value !== null) return null;
  return <p className="text-muted-foreground text-xs">{figure.note ?? "Nobody supplied it."}</p>;
}
