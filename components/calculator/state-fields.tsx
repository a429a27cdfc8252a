"use client";

import { type Dispatch, memo, type ReactNode } from "react";
import type { FormAction, FormState } from "@/components/calculator/calculator-state";
import {
  type ChoiceName,
  choiceFields,
  type NumberName,
  numberSpec,
  typedScale,
} from "@/components/calculator/fields";
import type { Followed } from "@/components/calculator/resolve-inputs";
import { FieldOverride } from "@/components/forms/field-override";
import { NumberField } from "@/components/forms/number-field";
import { SelectField } from "@/components/forms/select-field";
import type { Figure } from "@/lib/domain/provenance/figure";

interface Bound {
  readonly form: FormState;
  readonly dispatch: Dispatch<FormAction>;
}

interface NumberProps extends Bound {
  readonly name: NumberName;
  readonly help?: string;
  readonly placeholder?: string;
  readonly className?: string;
  readonly unit?: string;
}

/** The field of one number of the state. */
export function StateNumber({ form, name, ...props }: NumberProps) {
  return <PlainNumber name={name} value={form.state[name]} error={shownError(form, name)} {...props} />;
}

interface FollowedProps extends Bound {
  readonly name: Followed;
  readonly figure: Figure;
  readonly origin: "catalogue" | "market";
  /** Said where neither source nor person gives a value and none is needed. */
  readonly missing?: string;
  readonly formula?: string;
  readonly className?: string;
}

/** The field of a number that follows catalogue or market until the person types their own. */
export function FollowedNumber({ form, name, ...props }: FollowedProps) {
  return <OverridingNumber name={name} value={form.state[name]} error={shownError(form, name)} {...props} />;
}

/** An empty field speaks up by itself, once it was left. */
function shownError({ state, problems }: FormState, name: NumberName): string | null {
  return state[name] === null ? null : (problems[name] ?? null);
}

interface MemoProps {
  readonly name: NumberName;
  readonly value: number | null;
  readonly error: string | null;
  readonly dispatch: Dispatch<FormAction>;
}

/** What every number field takes from the table of fields. */
function fieldProps({ name, value, error, dispatch }: MemoProps) {
  const { label, unit, limit, step } = numberSpec(name);
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
    onValueChange: (next: number | null, problem: string | null) =>
      dispatch({ type: "number", name, value: next, problem }),
    ...(unit === ""
      ? {}
      : { unit: unit === "USD" ? undefined : unit, prefix: unit === "USD" ? "$" : undefined }),
  };
}

// Forty fields stand on the screen; typing in one must not draw the others again.
const PlainNumber = memo(function PlainNumber({
  help,
  placeholder,
  className,
  unit,
  ...props
}: Omit<NumberProps, "form"> & MemoProps) {
  return (
    <NumberField
      {...fieldProps(props)}
      {...(unit === undefined ? {} : { unit })}
      optional={!numberSpec(props.name).required}
      help={help}
      placeholder={placeholder}
      className={className}
    />
  );
});

const OverridingNumber = memo(function OverridingNumber({
  figure,
  origin,
  missing,
  formula,
  className,
  ...props
}: Omit<FollowedProps, "form"> & MemoProps) {
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
});

interface ChoiceProps extends Bound {
  readonly name: ChoiceName;
  readonly words: Readonly<Record<string, string>>;
  readonly help?: ReactNode;
}

/** The field of one choice of the state. */
export function StateChoice({ form, dispatch, name, words, help }: ChoiceProps) {
  const { label, values } = choiceFields[name];
  return (
    <SelectField<string>
      label={label}
      help={help}
      value={form.state[name]}
      onValueChange={(value) => dispatch({ type: "choice", name, value })}
      options={values.map((value) => ({ value, label: words[value] ?? value }))}
    />
  );
}
