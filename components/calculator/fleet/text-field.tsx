"use client";

import { useId } from "react";
import { Field, type FieldProps } from "@/components/forms/field";
import { Input } from "@/components/ui/input";

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
}

const charsMax = 60;

/** A short text, such as a name. */
export function TextField({ value, onChange, placeholder, ...field }: TextFieldProps) {
  const id = useId();
  return (
    <Field id={id} {...field}>
      {(control) => (
        <Input
          {...control}
          value={value}
          maxLength={charsMax}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
