"use client";

import type { ComponentProps } from "react";
import { NumberField } from "@/components/forms/number-field";

type RatioFieldProps = Omit<
  ComponentProps<typeof NumberField>,
  "unit" | "prefix" | "scale" | "min" | "max" | "step"
> & {
  /** Bounds as ratios: 0 to 1 if not given. */
  readonly min?: number;
  readonly max?: number;
  /** Step in percentage points; 1 if not given. */
  readonly stepPercent?: number;
};

/** Percent on the screen, ratio in the program: 2.5 is typed, 0.025 is stored. */
export function RatioField({ min = 0, max = 1, stepPercent = 1, ...props }: RatioFieldProps) {
  return <NumberField {...props} unit="%" scale={100} min={min * 100} max={max * 100} step={stepPercent} />;
}
