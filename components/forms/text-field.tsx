"use client";

import { type ComponentProps, useId, useState } from "react";
import { Field, type FieldProps } from "@/components/forms/field";
import { problemOfControl } from "@/components/forms/form-values";
import { Input } from "@/components/ui/input";

type NativeProps = Pick<
  ComponentProps<"input">,
  | "autoCapitalize"
  | "autoComplete"
  | "autoFocus"
  | "defaultValue"
  | "disabled"
  | "inputMode"
  | "maxLength"
  | "minLength"
  | "name"
  | "pattern"
  | "placeholder"
  | "readOnly"
  | "required"
  | "spellCheck"
  | "value"
>;

export interface TextFieldProps extends FieldProps, NativeProps {
  readonly type?: "text" | "email" | "search" | "tel" | "url";
  readonly onValueChange?: (value: string) => void;
  readonly inputClassName?: string;
}

/**
 * A line of text. Inside an `ActionForm` its `name` is enough; give `value` and `onValueChange` where the screen itself
 * needs what is typed. A broken rule shows when the field is left, and again when the form is sent.
 */
export function TextField({
  label,
  help,
  error,
  optional,
  aside,
  className,
  onValueChange,
  inputClassName,
  type = "text",
  ...native
}: TextFieldProps) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const frame = { label, help, optional, aside, className };
  return (
    <Field id={id} {...frame} error={problem ?? error}>
      {(control) => (
        <Input
          {...control}
          {...native}
          type={type}
          className={inputClassName}
          onChange={(event) => {
            if (problem !== null) setProblem(problemOfControl(event.target));
            onValueChange?.(event.target.value);
          }}
          onBlur={({ target }) => setProblem(target.value === "" ? null : problemOfControl(target))}
        />
      )}
    </Field>
  );
}
