import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Label } from "@/components/ui/label";
import { cn } from "@/lib/browser/class-names";

/** What every field of a form takes. */
export interface FieldProps {
  readonly label: string;
  /** Under the field, always visible. */
  readonly help?: ReactNode;
  /** The broken rule in words ("Must be between 0 and 1 USD/kWh"); shown under the field instead of the help. */
  readonly error?: string | null | undefined;
  /** Says "optional" beside the label. */
  readonly optional?: boolean | undefined;
  /** Right of the label: a badge, a link. */
  readonly aside?: ReactNode;
  readonly className?: string | undefined;
}

/** Spread on the control inside a `Field`. */
export interface ControlProps {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

interface FieldFrameProps extends FieldProps {
  readonly id: string;
  /** Shown inside the control by its owner; here it joins the name that screen readers say. */
  readonly unit?: string | undefined;
  readonly children: (control: ControlProps) => ReactNode;
}

/** Label above, control, then help or the error with its rule, wired together for screen readers. */
export function Field({
  id,
  label,
  unit,
  help,
  error,
  optional = false,
  aside,
  className,
  children,
}: FieldFrameProps) {
  const wrong = typeof error === "string" && error !== "";
  const helped = help !== undefined && help !== null;
  const describedBy = wrong ? `${id}-error` : helped ? `${id}-help` : undefined;
  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <div className="flex min-h-5 items-baseline justify-between gap-2">
        <Label htmlFor={id}>
          {label}
          {unit !== undefined && <span className="sr-only"> in {unit}</span>}
          {optional && <span className="ml-1.5 font-normal text-muted-foreground text-xs">optional</span>}
        </Label>
        {aside}
      </div>
      {children({ id, "aria-describedby": describedBy, "aria-invalid": wrong ? true : undefined })}
      {wrong ? (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-loss text-xs">
          <CircleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      ) : (
        helped && (
          <div id={`${id}-help`} className="text-muted-foreground text-xs">
            {help}
          </div>
        )
      )}
    </div>
  );
}
