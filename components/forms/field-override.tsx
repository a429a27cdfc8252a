"use client";

import { RotateCcw } from "lucide-react";
import { useId } from "react";
import { Field, type FieldProps } from "@/components/forms/field";
import { UnitFrame } from "@/components/forms/number-field";
import { type NumberTextOptions, useNumberText } from "@/components/forms/use-number-text";
import { Figure } from "@/components/shell/figure";
import { figureText } from "@/components/shell/figure-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { typedNumber } from "@/lib/browser/parse-number";
import type { Figure as FigureData } from "@/lib/domain/provenance/figure";

interface FieldOverrideProps extends Omit<FieldProps, "help" | "aside">, Omit<NumberTextOptions, "optional"> {
  /** The market's value, shown with its source until the person types their own; `undefined` while it loads. */
  readonly figure: FigureData | undefined;
  /** The person's own value; `null` follows the market. */
  readonly value: number | null;
  readonly unit?: string | undefined;
  readonly prefix?: string | undefined;
  /** Whose value is followed: "market" if not given. */
  readonly origin?: string | undefined;
  /** Said calmly where the followed value is missing and may be ("not included"); else its absence is an error. */
  readonly missing?: string | undefined;
  /** Formula of the market value, for the box behind it. */
  readonly formula?: string | undefined;
}

/**
 * A market number that the person may replace: empty follows the market (whose value stands as placeholder, with
 * source and age below), a typed value is flagged as theirs and one press goes back.
 */
export function FieldOverride({
  figure,
  value,
  unit,
  prefix,
  formula,
  error,
  origin = "market",
  missing,
  ...props
}: FieldOverrideProps) {
  const id = useId();
  const { label, className, onValueChange, ...options } = props;
  const number = useNumberText({ ...options, value, onValueChange, unit, optional: true });
  const own = number.input.value.trim() !== "";
  const market = figure?.value ?? null;
  const absent = !own && figure?.value === null;
  const help = absent
    ? missing
    : figure !== undefined && (
        <span className="flex min-h-5 flex-wrap items-center gap-x-1.5">
          {own ? `${origin.charAt(0).toUpperCase()}${origin.slice(1)}:` : `From the ${origin}:`}{" "}
          <Figure figure={figure} label={label} formula={formula} size="xs" />
          {figure.source !== null && <span>{figure.source}</span>}
        </span>
      );
  return (
    <Field
      id={id}
      label={label}
      unit={unit}
      className={className}
      help={help}
      error={
        number.problem ??
        error ??
        (absent && missing === undefined
          ? `No ${origin} data: ${figure?.note ?? "type your own value"}`
          : null)
      }
      aside={
        own && (
          <span className="flex items-center gap-1">
            <Badge tone="warn">your value</Badge>
            <Button
              variant="ghost"
              size="sm"
              aria-label={
                market === null || figure === undefined
                  ? `Remove your value of ${label}`
                  : `Use the ${origin}'s ${label}, ${figureText(market, figure.unit).text}`
              }
              title={`Use the ${origin}'s value`}
              onClick={number.clear}
              className="-my-1"
            >
              <RotateCcw aria-hidden="true" />
            </Button>
          </span>
        )
      }
    >
      {(control) => (
        <UnitFrame unit={unit} prefix={prefix}>
          {(padding) => (
            <Input
              {...control}
              {...number.input}
              className={padding}
              placeholder={
                market === null
                  ? "type your own"
                  : typedNumber(Number((market * (options.scale ?? 1)).toPrecision(8)))
              }
            />
          )}
        </UnitFrame>
      )}
    </Field>
  );
}
