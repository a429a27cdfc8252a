import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

interface FormSectionProps {
  readonly title: string;
  /** What the folded section holds at the moment: "FPPS, 2.5 % fee". */
  readonly summary?: ReactNode;
  readonly defaultOpen?: boolean;
  readonly children: ReactNode;
}

/** A part of a form that folds away; its summary says what it holds while folded. */
export function FormSection({ title, summary, defaultOpen = false, children }: FormSectionProps) {
  return (
    <details open={defaultOpen} className="group border-t first:border-t-0">
      <summary className="flex min-h-control list-none items-center gap-2 py-2.5">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90"
        />
        <span className="whitespace-nowrap font-medium">{title}</span>
        {summary !== undefined && (
          <span className="ml-auto min-w-0 truncate text-muted-foreground text-xs group-open:hidden">
            {summary}
          </span>
        )}
      </summary>
      <div className="grid gap-4 pt-1 pb-5">{children}</div>
    </details>
  );
}
