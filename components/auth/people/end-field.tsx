"use client";

import { DayField } from "@/components/forms/day-field";
import { SelectField } from "@/components/forms/select-field";

const choices = [
  { value: "never", label: "Never" },
  { value: "7", label: "In 7 days" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: "day", label: "On a day …" },
] as const;

export type EndChoice = (typeof choices)[number]["value"];

/** When access is to end: a choice, and the UTC day of "day". */
export interface AccessEnd {
  readonly choice: EndChoice;
  readonly dayUtc: string;
}

const msPerDay = 86_400_000;

/** UTC day so many days from now. */
export function dayAhead(days: number, nowMs = Date.now()): string {
  return new Date(nowMs + days * msPerDay).toISOString().slice(0, 10);
}

/** The last moment of access that was chosen; null for never. A day counts to its last second. */
export function endOf({ choice, dayUtc }: AccessEnd, nowMs = Date.now()): string | null {
  if (choice === "never") return null;
  if (choice === "day") return `${dayUtc}T23:59:59.000Z`;
  return new Date(nowMs + Number(choice) * msPerDay).toISOString();
}

interface EndFieldProps {
  readonly value: AccessEnd;
  readonly onChange: (value: AccessEnd) => void;
  readonly error?: string | null;
}

/** When access ends: never, after some days, or on a day. */
export function EndField({ value, onChange, error = null }: EndFieldProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <SelectField<EndChoice>
        label="Access ends"
        value={value.choice}
        onValueChange={(choice) => onChange({ ...value, choice })}
        options={choices}
        error={error}
      />
      {value.choice === "day" && (
        <DayField
          label="Last day (UTC)"
          value={value.dayUtc}
          onValueChange={(dayUtc) => onChange({ ...value, dayUtc })}
          min={dayAhead(0)}
          max={dayAhead(3649)}
        />
      )}
    </div>
  );
}
