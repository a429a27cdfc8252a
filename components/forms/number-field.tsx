"use client";

import { type ReactNode, useId } from "react";
import { Field, type FieldProps } from "@/components/forms/field";
import { type NumberTextOptions, useNumberText } from "@/components/forms/use-number-text";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/browser/class-names";

interface NumberFieldProps extends FieldProps, Omit<NumberTextOptions, "optional"> {
  /** Stands inside the field, after the number: "USD/kWh", "W". */
  readonly unit?: string | undefined;
  /** Stands before the number: "$". */
  readonly prefix?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly name?: string | undefined;
}

/**
 * A number as text: reads "1,234.5" and "10k", keeps what was typed, steps with the arrow keys.
 *
 * `onValueChange(value, problem)`: `value` is `null` while the text is no allowed number. The field shows the problem
 * itself; pass `error` for rules that only the whole form knows.
 */
export function NumberField({
  unit,
  prefix,
  placeholder,
  disabled,
  name,
  error,
  ...props
}: NumberFieldProps) {
  const id = useId();
  const { label, help, optional, aside, className, ...options } = props;
  const { input, problem } = useNumberText({ ...options, unit, optional });
  return (
    <Field
      id={id}
      label={label}
      unit={unit}
      help={help}
      error={problem ?? error}
      optional={optional}
      aside={aside}
      className={className}
    >
      {(control) => (
        <UnitFrame unit={unit} prefix={prefix}>
          {(padding) => (
            <Input
              {...control}
              {...input}
              name={name}
              placeholder={placeholder}
              disabled={disabled}
              className={cn(padding, "tabular-nums")}
            />
          )}
        </UnitFrame>
      )}
    </Field>
  );
}

interface UnitFrameProps {
  readonly unit?: string | undefined;
  readonly prefix?: string | undefined;
  readonly children: (padding: string) => ReactNode;
}

/** Puts the unit inside the field without the text ever running under it. */
export function UnitFrame({ unit, prefix, children }: UnitFrameProps) {
  const right =
    unit === undefined
      ? ""
      : unit.length > 8
        ? "pr-28"
        : unit.length > 4
          ? "pr-20"
          : unit.length > 2
            ? "pr-14"
            : "pr-9";
  return (
    <span className="relative block">
      {prefix !== undefined && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted-foreground"
        >
          {prefix}
        </span>
      )}
      {children(cn(right, prefix !== undefined && "pl-7"))}
      {unit !== undefined && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted-foreground text-xs"
        >
          {unit}
        </span>
      )}
    </span>
  );
}
