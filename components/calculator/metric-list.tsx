import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";

export interface Metric {
  readonly label: string;
  readonly value: ReactNode;
  /** Under it, lighter: what it means here. */
  readonly remark?: ReactNode;
  /** Right of the label: the formula. */
  readonly aside?: ReactNode;
}

interface MetricCardProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly metrics: readonly Metric[];
  readonly children?: ReactNode;
  /** Of the heading; 2 when not given. */
  readonly level?: 2 | 3;
}

/** A card of labelled figures, one a line, digits right-aligned. */
export function MetricCard({ title, description, metrics, children, level = 2 }: MetricCardProps) {
  return (
    <Card className="flex min-w-0 flex-col">
      <CardHeader title={title} description={description} level={level} />
      <dl className="flex flex-col px-4 pt-1.5 pb-3 sm:px-5">
        {metrics.map(({ label, value, remark, aside }) => (
          <div
            key={label}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-t py-2 first:border-t-0"
          >
            <dt className="flex min-w-0 items-center gap-1 text-muted-foreground">
              {label}
              {aside}
            </dt>
            <dd className="text-right font-medium">{value}</dd>
            {remark !== undefined && <dd className="col-span-2 text-muted-foreground text-xs">{remark}</dd>}
          </div>
        ))}
      </dl>
      {children !== undefined && <div className="px-4 pb-4 sm:px-5">{children}</div>}
    </Card>
  );
}
