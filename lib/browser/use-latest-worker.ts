"use client";

import { useEffect, useRef, useState } from "react";
import { LatestWorker } from "@/lib/browser/latest-worker";

export interface LatestAnswer<Request, Answer> {
  /** The newest answer and what it answers, even when a newer question is under way; `null` until there is one. */
  readonly request: Request | null;
  readonly answer: Answer | null;
  /** Why the newest question has no answer; `null` while it may still come and when it came. */
  readonly failure: string | null;
  /** A newer question than the one answered waits or is being computed. */
  readonly isPending: boolean;
  /** Asks the newest question again, after a failure. */
  readonly retry: () => void;
}

interface Held<Request, Answer> {
  readonly request: Request;
  readonly answer: Answer;
}

/**
 * The answer of a web worker to a question that changes while a person types: asked once it has stood still for
 * `delayMs` (the first at once), the newest wins, the answer before stays until then.
 *
 * @param start makes the worker: `() => new Worker(new URL("./x.worker.ts", import.meta.url), { type: "module" })`,
 * the same function at every render.
 * @param request the same object as long as the question is the same; `null` asks nothing.
 */
export function useLatestWorker<Request, Answer>(
  start: () => Worker,
  request: Request | null,
  delayMs: number,
): LatestAnswer<Request, Answer> {
  const [held, setHeld] = useState<Held<Request, Answer> | null>(null);
  const [failed, setFailed] = useState<{ readonly request: Request; readonly message: string } | null>(null);
  const worker = useRef<LatestWorker<Request, Answer> | null>(null);
  const hasAsked = useRef(false);

  useEffect(() => {
    worker.current = new LatestWorker<Request, Answer>(start, {
      onAnswer: (asked, answer) => setHeld({ request: asked, answer }),
      onFailure: (asked, message) => setFailed({ request: asked, message }),
    });
    hasAsked.current = false;
    return () => worker.current?.close();
  }, [start]);

  useEffect(() => {
    if (request === null) return;
    const timer = setTimeout(
      () => {
        hasAsked.current = true;
        worker.current?.ask(request);
      },
      hasAsked.current ? delayMs : 0,
    );
    return () => clearTimeout(timer);
  }, [request, delayMs]);

  const failure = failed !== null && failed.request === request ? failed.message : null;
  return {
    request: held?.request ?? null,
    answer: held?.answer ?? null,
    failure,
    isPending: request !== null && held?.request !== request && failure === null,
    retry: () => {
      setFailed(null);
      if (request !== null) worker.current?.ask(request);
    },
  };
}
