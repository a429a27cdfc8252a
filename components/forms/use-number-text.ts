"use client";

import { type KeyboardEvent, useState } from "react";
import { parseNumber, typedNumber } from "@/lib/browser/parse-number";

export interface NumberRules {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Only whole numbers. */
  readonly integer?: boolean | undefined;
  /** Empty is allowed. */
  readonly optional?: boolean | undefined;
  /** For the words of the rule: "Must be at most 1 USD/kWh". */
  readonly unit?: string | undefined;
}

export interface NumberTextOptions extends NumberRules {
  readonly value: number | null;
  /** `null` when the field is empty or holds no allowed number; `problem` then says which rule is broken. */
  readonly onValueChange: (value: number | null, problem: string | null) => void;
  /** Arrow keys move by this; with Shift by ten times as much. */
  readonly step?: number | undefined;
  /** Typed numbers are this many times the stored value (100 for percent). */
  readonly scale?: number | undefined;
}

/** The broken rule in words, or `null`. Rules speak of the number as typed. */
export function brokenRule(typed: number | null, rules: NumberRules): string | null {
  const unit = rules.unit === undefined ? "" : ` ${rules.unit}`;
  if (typed === null) return rules.optional === true ? null : "Fill this in";
  if (rules.integer === true && !Number.isInteger(typed)) return "Must be a whole number";
  if (rules.min !== undefined && typed < rules.min)
    return `Must be at least ${rules.min.toLocaleString("en-US")}${unit}`;
  if (rules.max !== undefined && typed > rules.max)
    return `Must be at most ${rules.max.toLocaleString("en-US")}${unit}`;
  return null;
}

/**
 * Text of a number field that is never taken from the person's hands: what was typed stays as typed, and only a
 * value that changed from outside (reset, shared link) replaces it.
 */
export function useNumberText({ value, onValueChange, step, scale = 1, ...rules }: NumberTextOptions) {
  const [text, setText] = useState(() => asText(value, scale));
  const [emitted, setEmitted] = useState(value);
  const [left, setLeft] = useState(false);
  if (value !== emitted) {
    setEmitted(value);
    setText(asText(value, scale));
  }
  const { typed, problem } = read(text, rules);

  function change(next: string): void {
    setText(next);
    const result = read(next, rules);
    const nextValue = result.problem === null && result.typed !== null ? unscaled(result.typed, scale) : null;
    setEmitted(nextValue);
    onValueChange(nextValue, result.problem);
  }

  function stepBy(event: KeyboardEvent<HTMLInputElement>): void {
    if (step === undefined || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    const size = event.shiftKey ? step * 10 : step;
    const moved = Number(((typed ?? 0) + (event.key === "ArrowUp" ? size : -size)).toPrecision(12));
    change(typedNumber(Math.min(rules.max ?? Infinity, Math.max(rules.min ?? -Infinity, moved))));
  }

  return {
    /** Wrong text speaks up at once, an unfinished or empty field only after it was left. */
    problem: problem !== null && (left || (typed !== null && text !== "-")) ? problem : null,
    clear: () => change(""),
    input: {
      value: text,
      inputMode: "decimal" as const,
      autoComplete: "off",
      onChange: (event: { target: { value: string } }) => change(event.target.value),
      onKeyDown: stepBy,
      onBlur: () => setLeft(true),
    },
  };
}

function asText(value: number | null, scale: number): string {
  return value === null ? "" : typedNumber(value * scale);
}

function unscaled(typed: number, scale: number): number {
  return scale === 1 ? typed : typed / scale;
}

function read(text: string, rules: NumberRules): { typed: number | null; problem: string | null } {
  const parsed = parseNumber(text);
  if (parsed.kind === "wrong") return { typed: null, problem: parsed.problem };
  const typed = parsed.kind === "number" ? parsed.value : null;
  return { typed, problem: brokenRule(typed, rules) };
}
