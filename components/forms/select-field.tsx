"use client";

import { useId } from "react";
import { Field, type FieldProps } from "@/components/forms/field";
import { NativeSelect } from "@/components/ui/native-select";

interface SelectFieldProps<T extends string> extends FieldProps {
  readonly value: T;
  readonly onValueChange: (value: T) => void;
  readonly options: readonly { readonly value: T; readonly label: string; readonly disabled?: boolean }[];
  readonly disabled?: boolean | undefined;
  readonly name?: string | undefined;
}

/** One of a few named choices (up to about twelve; more belong in a `ComboField`). */
export function SelectField<T extends string>({
  value,
  onValueChange,
  options,
  disabled,
  name,
  ...field
}: SelectFieldProps<T>) {
  const id = useId();
  return (
    <Field id={id} {...field}>
      {(control) => (
        <NativeSelect
          {...control}
          name={name}
          disabled={disabled}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onValueChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}
