"use client";

import { useId } from "react";
import { Field, type FieldProps } from "@/components/forms/field";
import { Slider } from "@/components/ui/slider";

interface SliderFieldProps extends Omit<FieldProps, "aside"> {
  readonly value: number;
  readonly onValueChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value in words: `(months) => "36 months"`. Shown at the right and said by screen readers. */
  readonly format: (value: number) => string;
}

/** A value where the neighbourhood matters more than the digits (horizon, growth). */
export function SliderField({ value, onValueChange, min, max, step, format, ...field }: SliderFieldProps) {
  const id = useId();
  const words = format(value);
  return (
    <Field id={id} {...field} aside={<output htmlFor={id}>{words}</output>}>
      {(control) => (
        <Slider
          {...control}
          min={min}
          max={max}
          step={step}
          value={value}
          aria-valuetext={words}
          onChange={(event) => onValueChange(event.target.valueAsNumber)}
        />
      )}
    </Field>
  );
}
