"use client";

import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import type { ActionFailure } from "@/lib/browser/action-answer";

interface FormErrorProps {
  readonly failure: ActionFailure | null;
  /** Counts the attempts: with each, the focus moves here anew. */
  readonly round?: number;
  /** What to do besides, such as a link. */
  readonly children?: ReactNode;
}

/**
 * What was wrong with a form, on top of it: the message, the fields it speaks of, the id to quote. Takes the focus. A
 * single broken field that says so itself takes it instead, and nothing is said twice.
 */
export function FormError({ failure, round = 0, children }: FormErrorProps) {
  const box = useRef<HTMLDivElement>(null);
  const [isSaidBelow, setIsSaidBelow] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round moves the focus, also with the same failure
  useLayoutEffect(() => {
    if (failure === null) return;
    const field = failure.fields?.length === 1 ? failure.fields[0]?.field : undefined;
    const control = field === undefined ? null : controlOf(box.current, field);
    const isBelow = control?.getAttribute("aria-invalid") === "true";
    setIsSaidBelow(isBelow);
    (isBelow ? control : box.current)?.focus();
  }, [failure, round]);
  if (failure === null) return null;
  const fields = failure.fields ?? [];
  return (
    <div ref={box} role="alert" tabIndex={-1} hidden={isSaidBelow} className="rounded-md outline-none">
      <Alert tone="loss" title={failure.message}>
        {fields.length > 0 && (
          <ul className="list-inside list-disc">
            {fields.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                <FieldLink field={field} box={box}>
                  {message}
                </FieldLink>
              </li>
            ))}
          </ul>
        )}
        {children}
        {failure.requestId !== "" && failure.code === "internal" && (
          <p className="mt-1 text-muted-foreground text-xs">
            Quote this when you ask for help:{" "}
            <code className="select-all font-mono">{failure.requestId}</code>
          </p>
        )}
      </Alert>
    </div>
  );
}

interface FieldLinkProps {
  readonly field: string;
  readonly box: RefObject<HTMLDivElement | null>;
  readonly children: string;
}

/** Names the field as its label does, and leads to it. */
function FieldLink({ field, box, children }: FieldLinkProps) {
  const [label, setLabel] = useState("");
  useEffect(() => setLabel(labelOf(controlOf(box.current, field))), [box, field]);
  return (
    <button
      type="button"
      className="text-left underline decoration-1 underline-offset-3 hover:decoration-2"
      onClick={() => controlOf(box.current, field)?.focus()}
    >
      {label === "" ? children : `${label}: ${children}`}
    </button>
  );
}

function controlOf(box: HTMLDivElement | null, field: string): HTMLElement | null {
  const found = box?.closest("form")?.elements.namedItem(field);
  return found instanceof HTMLElement ? found : null;
}

function labelOf(control: HTMLElement | null): string {
  if (!(control instanceof HTMLInputElement) && !(control instanceof HTMLSelectElement)) return "";
  return control.labels?.[0]?.firstChild?.textContent ?? "";
}
