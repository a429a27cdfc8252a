"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { AgeDot } from "@/components/shell/age-dot";
import { Change } from "@/components/shell/change";
import { figureText } from "@/components/shell/figure-text";
import { freshMsMaxDefault, Provenance } from "@/components/shell/provenance";
import { Popover } from "@/components/ui/popover";
import { cn } from "@/lib/browser/class-names";
import { useNow } from "@/lib/browser/use-now";
import { type Figure as FigureData, figureAge } from "@/lib/domain/provenance/figure";

const valueClasses = cva("whitespace-nowrap", {
  variants: {
    size: {
      /** Inside small print. */
      xs: "font-medium text-xs",
      /** In tables and strips. */
      sm: "font-medium text-sm",
      md: "font-medium text-base",
      /** Key figures of a card. */
      lg: "font-semibold text-2xl leading-8 tracking-tight",
      /** The one answer of a screen. */
      xl: "font-semibold text-4xl leading-11 tracking-tight",
    },
  },
  defaultVariants: { size: "sm" },
});

interface FigureProps extends VariantProps<typeof valueClasses> {
  readonly figure: FigureData;
  /** What the number is ("Bitcoin price"): title of the box and part of the accessible name. */
  readonly label: string;
  /** Shown above the number; the label is otherwise for the box and for screen readers only. */
  readonly showLabel?: boolean;
  /** Change against a named period: `{ ratio: 0.012, period: "24 h" }`. */
  readonly change?: { readonly ratio: number | null; readonly period: string };
  /** How the value is computed, in the words of a formula. */
  readonly formula?: string | undefined;
  /** "signed" writes the sign and colours gain and loss; "sign-only" is for changes that are good for one and bad for another. */
  readonly tone?: "neutral" | "signed" | "sign-only" | undefined;
  /** The age mark; switch it off for numbers computed on this screen from the person's own inputs. */
  readonly showAge?: boolean;
  /** At most this old is "fresh"; up to three times it "ageing". Ten minutes if not given. */
  readonly freshMsMax?: number | undefined;
  /** Which edge the box keeps to: "end" near the right edge of the screen. */
  readonly align?: "start" | "end";
  readonly className?: string;
}

/**
 * One number that can defend itself: value, lighter unit, age mark; press it for source, moment and formula.
 * A missing value reads "no data", never 0.
 */
export function Figure(props: FigureProps) {
  const {
    figure,
    label,
    showLabel = false,
    change,
    formula,
    size,
    tone = "neutral",
    showAge = true,
    align = "start",
  } = props;
  const freshMsMax = props.freshMsMax ?? freshMsMaxDefault;
  const nowMs = useNow();
  const shown = figure.value === null ? null : figureText(figure.value, figure.unit);
  return (
    <span className={cn("inline-flex min-w-0 flex-col", align === "end" && "items-end", props.className)}>
      {showLabel && (
        <span aria-hidden="true" className="text-muted-foreground text-xs leading-4">
          {label}
        </span>
      )}
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        <Popover
          align={align}
          triggerClassName="group -mx-1 inline-flex items-baseline gap-1.5 rounded-sm px-1 text-left hover:bg-hover"
          trigger={
            <>
              <span className="sr-only">{label}: </span>
              {showAge && nowMs !== null && (
                <AgeDot age={figureAge(figure, nowMs, freshMsMax)} className="self-center" />
              )}
              {shown === null ? (
                <span className="text-muted-foreground text-sm italic">no data</span>
              ) : (
                <span className={cn(valueClasses({ size }), tone === "signed" && signTone(figure.value))}>
                  {tone !== "neutral" && (figure.value ?? 0) > 0 && "+"}
                  {shown.text}
                  {shown.unit !== "" && <Unit>{shown.unit}</Unit>}
                </span>
              )}
            </>
          }
        >
          {() => (
            <Provenance
              figure={figure}
              label={label}
              full={
                figure.value === null
                  ? undefined
                  : `${figure.value.toLocaleString("en-US", { maximumFractionDigits: 12 })} ${figure.unit}`
              }
              formula={formula}
              freshMsMax={freshMsMax}
            />
          )}
        </Popover>
        {change !== undefined && <Change ratio={change.ratio} period={change.period} />}
      </span>
    </span>
  );
}

/** A unit beside its number: lighter and smaller. */
function Unit({ children }: { readonly children: string }) {
  return (
    <span className="ml-1 font-normal text-[0.72em] text-muted-foreground tracking-normal">{children}</span>
  );
}

function signTone(value: number | null): string {
  if (value === null || value === 0) return "";
  return value > 0 ? "text-gain" : "text-loss";
}
