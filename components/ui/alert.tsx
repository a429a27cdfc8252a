import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/browser/class-names";

const looks = {
  info: { Icon: Info, classes: "bg-muted text-foreground", word: "Note" },
  gain: { Icon: CircleCheck, classes: "border-gain/40 bg-gain-soft text-gain", word: "In order" },
  warn: { Icon: TriangleAlert, classes: "border-warn/40 bg-warn-soft text-warn", word: "Warning" },
  loss: { Icon: CircleAlert, classes: "border-loss/40 bg-loss-soft text-loss", word: "Problem" },
} as const;

interface AlertProps {
  readonly tone?: keyof typeof looks;
  readonly title: ReactNode;
  /** What it means and what to do. */
  readonly children?: ReactNode;
  readonly className?: string;
}

/** A standing remark on the page. For something that just happened use `notify`. */
export function Alert({ tone = "info", title, children, className }: AlertProps) {
  const { Icon, classes, word } = looks[tone];
  return (
    <div className={cn("flex gap-2.5 rounded-md border px-3 py-2.5", classes, className)}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <p className="font-medium">
          <span className="sr-only">{word}: </span>
          {title}
        </p>
        {children !== undefined && <div className="mt-0.5 text-foreground">{children}</div>}
      </div>
    </div>
  );
}
