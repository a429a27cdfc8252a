"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { isRecord } from "@/lib/browser/fetch-json";
import { readLines } from "@/lib/browser/read-lines";
import type { VerificationLine } from "@/lib/modules/auth/audit/schema";

type Report = Extract<VerificationLine, { type: "report" }>;

/** A head that somebody noted down. */
export interface NotedDown {
  readonly sequence: number;
  readonly hash: string;
}

export type VerificationState =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly done: number; readonly total: number }
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "failed"; readonly message: string };

export interface Verification {
  readonly state: VerificationState;
  readonly start: (noted: NotedDown | null) => void;
  readonly cancel: () => void;
}

/** Has the server verify the trail and follows how far it is. */
export function useVerification(): Verification {
  const [state, setState] = useState<VerificationState>({ kind: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const cancel = useCallback(() => {
    running.current?.abort();
    setState({ kind: "idle" });
  }, []);
  const start = useCallback((noted: NotedDown | null) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setState({ kind: "running", done: 0, total: 0 });
    verify(noted, abort.signal, setState).catch((error: unknown) => {
      if (abort.signal.aborted) return;
      setState({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    });
  }, []);
  return { state, start, cancel };
}

async function verify(
  noted: NotedDown | null,
  signal: AbortSignal,
  tell: (state: VerificationState) => void,
): Promise<void> {
  const query = noted === null ? "" : `?sequence=${noted.sequence}&hash=${noted.hash}`;
  const response = await fetch(`/api/audit/verify${query}`, { method: "POST", signal });
  if (!response.ok || response.body === null) throw new Error(await problemOf(response));
  let last: VerificationState = { kind: "failed", message: "The answer was cut off. Try again." };
  for await (const text of readLines(response.body)) {
    const line = JSON.parse(text) as VerificationLine;
    if (line.type === "progress") tell({ kind: "running", done: line.done, total: line.total });
    else if (line.type === "report") last = { kind: "report", report: line };
    else last = { kind: "failed", message: `${line.message} Quote ${line.requestId} when you ask for help.` };
  }
  tell(last);
}

async function problemOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const error = isRecord(body) && isRecord(body.error) ? body.error.message : undefined;
  return typeof error === "string" ? error : `The server answered with status ${response.status}.`;
}
