"use client";

import { TextField, type TextFieldProps } from "@/components/forms/text-field";
import { cn } from "@/lib/browser/class-names";

interface CodeFieldProps extends Omit<TextFieldProps, "type" | "inputMode" | "autoComplete" | "spellCheck"> {
  /** "letters" brings the full keyboard of a phone, for recovery codes. */
  readonly kind?: "digits" | "letters";
}

/** A code that is used once: from an authenticator app, a mail, a list of recovery codes. */
export function CodeField({ kind = "digits", inputClassName, ...props }: CodeFieldProps) {
  return (
    <TextField
      required
      {...props}
      autoComplete="one-time-code"
      inputMode={kind === "digits" ? "numeric" : "text"}
      spellCheck={false}
      inputClassName={cn("font-mono tracking-[0.25em]", inputClassName)}
    />
  );
}
