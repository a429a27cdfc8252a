"use client";

import { useId } from "react";
import { Field } from "@/components/forms/field";
import { Input } from "@/components/ui/input";

interface PurchaseFieldProps {
  readonly value: string | null;
  /** UTC day, or null when none is given. */
  readonly onValueChange: (dayUtc: string | null) => void;
  readonly error: string | null;
}

/** The day the machines were bought, which may be left out. */
export function PurchaseField({ value, onValueChange, error }: PurchaseFieldProps) {
  const id = useId();
  return (
    <Field id={id} label="Bought on" optional error={error} help="Kept for you: payback counts from today.">
      {(control) => (
        <Input
          {...control}
          type="date"
          name="purchasedOn"
          value={value ?? ""}
          min="2009-01-03"
          className="tabular-nums"
          onChange={(event) => onValueChange(event.target.value === "" ? null : event.target.value)}
        />
      )}
    </Field>
  );
}
