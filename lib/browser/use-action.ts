"use client";

import { useCallback, useRef, useState } from "react";
import {
  type ActionAnswer,
  type ActionFailure,
  callAction,
  confirmed,
  type ServerAction,
} from "@/lib/browser/action-answer";
import { reportSignedOut } from "@/lib/browser/ask-person";
import type { FieldProblem } from "@/lib/browser/fetch-json";

/** A server action in the hands of a screen. */
export interface ActionState<Input, Data> {
  /** Calls it, once at a time; a call while one is under way is not made and answers `null`. */
  readonly run: (input: Input) => Promise<ActionAnswer<Data> | null>;
  readonly isPending: boolean;
  /** What was wrong with the last call; `null` when nothing was, and when the person cancelled. */
  readonly failure: ActionFailure | null;
  /** The broken rule of a field in words; `null` when it broke none. */
  readonly problemOf: (field: string) => string | null;
  /** Shows rules broken in the browser as if the server had found them. */
  readonly refuse: (fields: readonly FieldProblem[]) => void;
  readonly clear: () => void;
}

/**
 * Calls a server action and holds what came of it. What was typed stays where it is. An action that wants the person
 * to prove anew who they are asks for that and is called once more.
 *
 * @param onDone gets what a successful call answered.
 */
export function useAction<Input, Data>(
  action: ServerAction<Input, Data>,
  onDone?: (data: Data) => void,
): ActionState<Input, Data> {
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const isRunning = useRef(false);
  const run = async (input: Input) => {
    if (isRunning.current) return null;
    isRunning.current = true;
    setIsPending(true);
    const answer = await callAction(confirmed(action), input);
    isRunning.current = false;
    setIsPending(false);
    setFailure(answer.ok || answer.error.code === "cancelled" ? null : answer.error);
    if (answer.ok) onDone?.(answer.data);
    else if (answer.error.code === "unauthenticated") reportSignedOut();
    return answer;
  };
  const refuse = useCallback((fields: readonly FieldProblem[]) => {
    setFailure({ code: "invalid", message: "Some fields need another look.", fields, requestId: "" });
  }, []);
  const clear = useCallback(() => setFailure(null), []);
  const problemOf = (field: string) =>
    failure?.fields?.find((problem) => problem.field === field)?.message ?? null;
  return { run, isPending, failure, problemOf, refuse, clear };
}
