import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/browser/class-names";

/** A raised surface. Without padding: put `CardHeader` and `CardBody` inside. */
export function Card({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("rounded-lg border bg-card shadow-card", className)} {...props} />;
}

interface CardHeaderProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Buttons at the right end. */
  readonly actions?: ReactNode;
  /** Heading level, so that the outline of the page stays right. */
  readonly level?: 2 | 3 | 4;
}

export function CardHeader({ title, description, actions, level = 2 }: CardHeaderProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-5">
      <div className="min-w-0">
        <Heading className="font-semibold">{title}</Heading>
        {description !== undefined && <p className="mt-0.5 text-muted-foreground">{description}</p>}
      </div>
      {actions !== undefined && <div className="flex items-center gap-1">{actions}</div>}
    </div>
  );
}

export function CardBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("p-4 sm:p-5", className)} {...props} />;
}
