"use client";

import { memo } from "react";
import { type NumberSpec, typedScale } from "@/components/calculator/number-spec";
import { FieldOverride } from "@/components/forms/field-override";
import { NumberField } from "@/components/forms/number-field";
import type { Figure } from "@/lib/domain/provenance/figure";

interface SpecProps<Name extends string> {
  readonly name: Name;
  readonly spec: NumberSpec;
  readonly value: number | null;
  readonly error: string | null;
  /** Must be stable, or every field is drawn anew with each key pressed in one. */
  readonly onNumber: (name: Name, value: number | null, problem: string | null) => void;
}

/** What every number field takes from its spec. */
function fieldProps<Name extends string>({ name, spec, value, error, onNumber }: SpecProps<Name>) {
  const { label, unit, limit, step } = spec;
  const scale = typedScale(unit);
  return {
    label,
    value,
    error,
    scale,
    step,
    min: limit.min * scale,
    max: limit.max * scale,
    integer: limit.whole === true,
    onValueChange: (next: number | null, problem: string | null) => onNumber(name, next, problem),
    ...(unit === ""
      ? {}
      : { unit: unit === "USD" ? undefined : unit, prefix: unit === "USD" ? "$" : undefined }),
  };
}

interface NumberProps<Name extends string> extends SpecProps<Name> {
  readonly help?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly className?: string | undefined;
  /** In place of the spec's, which is the one that the rules speak of. */
  readonly unit?: string | undefined;
}

function PlainNumber<Name extends string>({
  help,
  placeholder,
  className,
  unit,
  ...props
}: NumberProps<Name>) {
  return (
    <NumberField
      {...fieldProps(props)}
      {...(unit === undefined ? {} : { unit })}
      optional={!props.spec.required}
      help={help}
      placeholder={placeholder}
      className={className}
    />
  );
}

interface OverrideProps<Name extends string> extends SpecProps<Name> {
  readonly figure: Figure;
  readonly origin: "catalogue" | "market" | "history";
  /** Said where neither source nor person gives a value and none is needed. */
  readonly missing?: string | undefined;
  readonly formula?: string | undefined;
  readonly className?: string | undefined;
}

function OverridingNumber<Name extends string>({
  figure,
  origin,
  missing,
  formula,
  className,
  ...props
}: OverrideProps<Name>) {
  return (
    <FieldOverride
      {...fieldProps(props)}
      figure={figure}
      origin={origin}
      missing={missing}
      formula={formula}
      className={className}
    />
  );
}

// Dozens of fields stand on a screen; typing in one must not draw the others again.

/** The field of one number. */
export const SpecNumber = memo(PlainNumber) as typeof PlainNumber;

/** The field of a number that follows catalogue, market or history until the person types their own. */
export const SpecOverride = memo(OverridingNumber) as typeof OverridingNumber;
