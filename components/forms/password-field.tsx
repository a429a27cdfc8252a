"use client";

import { Eye, EyeOff } from "lucide-react";
import { useId, useState } from "react";
import { Field, type FieldProps } from "@/components/forms/field";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/browser/class-names";
import { passwordLength } from "@/lib/domain/sign-in/password-problem";

interface PasswordFieldProps extends FieldProps {
  readonly name: string;
  /** "new" advises on the length and has password managers propose one; "current" has them fill theirs in. */
  readonly kind: "current" | "new";
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly onValueChange?: (value: string) => void;
}

/** A password that can be looked at and pasted. Length is all that is asked of a new one. */
export function PasswordField({ name, kind, required = true, autoFocus, ...props }: PasswordFieldProps) {
  const { onValueChange, ...field } = props;
  const id = useId();
  const [isShown, setIsShown] = useState(false);
  const [length, setLength] = useState(0);
  const help = kind === "new" ? (field.help ?? <LengthAdvice length={length} />) : field.help;
  const Icon = isShown ? EyeOff : Eye;
  return (
    <Field id={id} {...field} help={help}>
      {(control) => (
        <span className="relative block">
          <Input
            {...control}
            type={isShown ? "text" : "password"}
            name={name}
            required={required}
            autoFocus={autoFocus}
            autoComplete={`${kind}-password`}
            autoCapitalize="off"
            spellCheck={false}
            className="pr-10"
            onChange={({ target: { value } }) => {
              setLength([...value].length);
              onValueChange?.(value);
            }}
          />
          <button
            type="button"
            aria-label={`Show ${field.label.toLowerCase()}`}
            aria-pressed={isShown}
            aria-controls={id}
            onClick={() => setIsShown(!isShown)}
            className="absolute inset-y-0 right-0 grid w-control place-items-center rounded-md text-muted-foreground hover:text-foreground"
          >
            <Icon aria-hidden="true" className="size-4" />
          </button>
        </span>
      )}
    </Field>
  );
}

function LengthAdvice({ length }: { readonly length: number }) {
  const { min, advised } = passwordLength;
  const words =
    length === 0
      ? `At least ${min} characters; ${advised} or more are better. Any characters, spaces too.`
      : length < min
        ? `${length} of at least ${min} characters`
        : length < advised
          ? `${length} characters. ${advised} or more are better: a few words in a row will do.`
          : `${length} characters: good`;
  return <span className={cn(length >= advised && "text-gain")}>{words}</span>;
}
