"use client";

import { type Dispatch, type ReactNode, useCallback } from "react";
import type { FormAction, FormState } from "@/components/calculator/calculator-state";
import {
  type ChoiceName,
  choiceFields,
  numberSpec,
  type StateNumberName,
} from "@/components/calculator/fields";
import type { Followed } from "@/components/calculator/resolve-inputs";
import { SpecNumber, SpecOverride } from "@/components/calculator/spec-fields";
import { SelectField } from "@/components/forms/select-field";
import type { Figure } from "@/lib/domain/provenance/figure";

interface Bound {
  readonly form: FormState;
  readonly dispatch: Dispatch<FormAction>;
}

interface NumberProps extends Bound {
  readonly name: StateNumberName;
  readonly help?: string;
  readonly placeholder?: string;
  readonly className?: string;
  readonly unit?: string;
}

/** The field of one number of the state. */
export function StateNumber({ form, dispatch, name, ...props }: NumberProps) {
  const onNumber = useOnNumber(dispatch);
  return (
    <SpecNumber
      name={name}
      spec={numberSpec(name)}
      value={form.state[name]}
      error={shownError(form, name)}
      onNumber={onNumber}
      {...props}
    />
  );
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
export function FollowedNumber({ form, dispatch, name, ...props }: FollowedProps) {
  const onNumber = useOnNumber(dispatch);
  return (
    <SpecOverride
      name={name}
      spec={numberSpec(name)}
      value={form.state[name]}
      error={shownError(form, name)}
      onNumber={onNumber}
      {...props}
    />
  );
}

function useOnNumber(dispatch: Dispatch<FormAction>) {
  return useCallback(
    (name: StateNumberName, value: number | null, problem: string | null) =>
      dispatch({ type: "number", name, value, problem }),
    [dispatch],
  );
}

/** An empty field speaks up by itself, once it was left. */
function shownError({ state, problems }: FormState, name: StateNumberName): string | null {
  return state[name] === null ? null : (problems[name] ?? null);
}

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
