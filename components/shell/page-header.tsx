import type { ReactNode } from "react";

interface PageHeaderProps {
  readonly title: string;
  /** One sentence of state: "82 models, 61 confirmed by a second source". */
  readonly state?: ReactNode;
  /** The primary action first. */
  readonly actions?: ReactNode;
}

/** The head of a screen. */
export function PageHeader({ title, state, actions }: PageHeaderProps) {
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="font-semibold text-xl leading-7 tracking-tight">{title}</h1>
        {state !== undefined && <div className="mt-1 text-muted-foreground">{state}</div>}
      </div>
      {actions !== undefined && (
        <div data-print="hide" className="flex flex-wrap items-center gap-2">
          {actions}
        </div>
      )}
    </div>
  );
}
