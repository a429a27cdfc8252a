import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly Icon?: LucideIcon;
  /** Why it is empty. */
  readonly title: string;
  /** What to do next. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Stands where there is nothing: why, and what to do. */
export function EmptyState({ Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      {Icon !== undefined && <Icon aria-hidden="true" className="mb-3 size-6 text-muted-foreground" />}
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="mt-1 max-w-prose text-muted-foreground">{children}</div>}
      {action !== undefined && <div className="mt-4">{action}</div>}
    </div>
  );
}
