"use client";

import { useId, useState } from "react";
import { Field, type FieldProps } from "@/components/forms/field";
import { Input } from "@/components/ui/input";

interface DayFieldProps extends FieldProps {
  /** UTC day "YYYY-MM-DD". */
  readonly value: string;
  /** Only told days from `min` to `max`. */
  readonly onValueChange: (dayUtc: string) => void;
  readonly min: string;
  readonly max: string;
  readonly disabled?: boolean | undefined;
}

/** A UTC day, typed or picked from the browser's calendar. What was typed stays until it is a day within the bounds. */
export function DayField({ value, onValueChange, min, max, disabled, error, ...field }: DayFieldProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  if (value !== told) {
    setTold(value);
    setText(value);
  }
  const change = (next: string) => {
    setText(next);
    if (next < min || next > max) return;
    setTold(next);
    onValueChange(next);
  };
  return (
    <Field id={id} {...field} error={text === value ? error : brokenRule(text, min, max)}>
      {(control) => (
        <Input
          {...control}
          type="date"
          value={text}
          min={min}
          max={max}
          disabled={disabled}
          className="tabular-nums"
          onChange={(event) => change(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Speaks of a whole day only: a year being typed reads 0002, then 0020. */
function brokenRule(text: string, min: string, max: string): string | null {
  if (text === "") return "Fill this in";
  if (text < "1000") return null;
  if (text < min) return `Must be ${min} or later`;
  return text > max ? `Must be ${max} or earlier` : null;
}
